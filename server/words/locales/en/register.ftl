### Making an account, a new password, and the code that comes by mail.

sign-in-register = Make an account
sign-in-reset = Choose a new password
sign-in-ask = Ask without an account
sign-in-changed = Your password is changed. Sign in with the new one.

register-title = Make an account
register-lead = With an account you see what { $company } holds about you, and decide what happens to it. We send you a code to see that the address is yours.
register-email = Your e-mail address
    .hint = The one that we know you by, if you can.
register-do = Send me a code
register-letter = Use the code of a letter from us
register-letter-taken = The code of your letter is taken. Now enter the address you want to sign in with. We send a code there too.
register-sign-in = Sign in, if you have an account
register-ask = Ask without an account

letter-title = The code of your letter
letter-lead = If { $company } has sent you a letter with a code, enter it here. It works once.
letter-code = Code of the letter
    .hint = 16 letters and digits, like 7K2M-93QF-AB4D-0XYZ
letter-do = Continue

code-title = Enter the code we sent
code-lead = We have sent a message to { $to }. If there is a code in it, enter it here within ten minutes, in this browser.
code-code = Code
    .hint = 8 digits
code-do = Continue
code-none = If no code arrives
    .line = It can take a minute or two. Look among unwanted mail. Then have another one sent.
    .more = What else you can do if no code arrives
code-again = Send another code

password-title = Choose a password
password-again-title = Choose a new password
password-lead = You will sign in with { $email } and this password.
password-password = Password
password-do = Make the account
password-again-do = Change the password

late-title = This is over
late-lead = It took too long, or it is done already. Sign in, or begin again.
late-do = Begin again
late-sign-in = Sign in

reset-title = Choose a new password
reset-lead = We send a code to the address you sign in with. With it you choose a new password.
reset-email = The e-mail address you sign in with

no-code-title = If no code arrives
no-code-lead = These are the usual reasons, the likeliest first.
no-code-spam = The message is among unwanted mail. Look for { $company } there.
no-code-typing = The address was mistyped.
    .do = Enter it again
no-code-newest = You asked more than once. Every code counts for ten minutes from when it was sent.
no-code-minutes = Some mail services let a first message wait for up to a quarter of an hour. Then have another code sent: it comes at once.
no-code-browser = The code was entered in another browser, or on another device, than the one you asked with.
no-code-other = We know you under another address, or not at all. Then the message says so and has no code in it.
no-code-without = You can do without a code
    .line = You have the same rights without an account. Nobody has to make one.

outbox-title = Outbox of the demo
outbox-lead = Nothing is really sent here. This is what people would have got, the newest first.
outbox-nothing = Nothing was sent yet
    .line = Ask for a code or make a request, then come back.
outbox-sms = Text message
outbox-line = To { $to }, { $when }.
outbox-waits = On its way.
