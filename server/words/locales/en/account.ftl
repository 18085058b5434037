### One's account: addresses and numbers by which one is found.

nav-account = Account

account-title = Your account
account-lead = By these we find what we hold about you. Add what you use or have used with us.
account-signs-in = You sign in with it.
account-add = Add an address or number
account-other = Sign in with another address
    .line = All your addresses get a message about it, the old one too.
    .do = Sign in with { $value } from now on
account-remove = Take one off
    .line = We do not look for your data by it any more. What we hold stays as it is. All your addresses get a message about it.
    .do = Take off { $value }

add-title = Add an address or number
add-lead = We send a code, to see that it is yours. From then on we also show you what we hold under it.
add-kind = What do you want to add?
add-number-hint = We send the code to the address or telephone that we hold beside it.
add-value = The address or number
add-do = Send a code

contact-sent = We have sent a code to { $to }. Enter it within ten minutes, in this browser.
contact-sent-number = If we know the number { $to } and hold an address or telephone beside it, a code is on its way there. Enter it within ten minutes, in this browser.
contact-late = The code counted for ten minutes
