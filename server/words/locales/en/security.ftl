### One's own second proof and sessions.

nav-security = Security
security-title = How you sign in
security-second = Second proof
security-second-why = A password can be guessed or stolen. With a second proof, nobody signs in as you with the password alone.
security-off = You have no second proof yet.
security-must = Staff need a second proof before they see anybody’s data. Set yours up now. It takes two minutes.
security-waived = This is the demo company: its staff work without a second proof. Anywhere else they must have one.
security-begin = Set up an authenticator app
security-scan = Scan this with your authenticator app, or type the key into it.
security-qr = QR code with the key below
security-key = Key
security-code = The code that the app shows
    .hint = Six digits.
security-confirm = Turn it on
security-on = Your authenticator app is on. We ask for its code each time you sign in.
security-left = { $count ->
    [one] One recovery code is left.
   *[other] { $count } recovery codes are left.
}
security-remove = Turn it off
security-codes = Keep your recovery codes
security-codes-line = Print these codes or write them down. Each signs you in once, when your app is lost. We show them only now.
security-codes-done = I have kept them
security-sessions = Where you are signed in
security-this = This device
security-device-phone = Phone
security-device-tablet = Tablet
security-device-computer = Computer
security-device-unknown = Unknown device
security-times = Since { $since }. Last used { $last }.
security-end = Sign out everywhere else
security-end-line = A device you do not know? Sign it out, then tell us.

## Signing in, second step

second-title = Enter a code
second-line = Open your authenticator app and copy the code it shows now. If you have lost the app, use a recovery code.
second-code = Code
second-do = Continue
second-or-code = Or a code of your authenticator app

problem-wrong-proof = This code is wrong or was used. Wait for the next one and enter it.

security-new-codes = Make new recovery codes
security-password = Your password
security-password-old = The password you have now
security-password-new = A new password
security-password-line = Other devices are signed out, and we tell every address that we know of yours.
security-password-do = Change the password
