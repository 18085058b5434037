### Who may open an account: older addresses that say no, and sessions of others.

## "It was not me": the page of the link in a mail

stop-title = Was this you?
stop-lead-made = On { $day } somebody made an account that opens what we hold about you.
stop-lead-reset = On { $day } somebody chose a new password for your account, with a code sent to another address of yours.
stop-lead-contact = On { $day } somebody changed an address or number of your account.
stop-yes = If it was you, there is nothing to do. You can close this page.
stop-no = If it was not you, close the account here. Everybody is signed out. Until we have looked, it shows how much there is and nothing else, and nothing is handed out, changed or deleted.
stop-do = It was not me. Close the account
stop-done = The account is closed
stop-done-line = Everybody was signed out, and nothing is handed out, changed or deleted. We look at it and talk to you before we open it again. If you want to tell us more, write to { $contact }.
stop-old = This link does not count any more
stop-old-line = It is too old, or we have looked at the account since. If something is still wrong, write to { $contact }.

problem-breached-password = This password is on lists of passwords that were stolen elsewhere, and those are tried first. Choose another one, for example four words that have nothing to do with each other or with you.
cannot-stopped = Somebody who reads an older address of this account says that it was not its owner. Until we have looked, there is a summary and nothing else. If it is yours, write to us.
request-summary = You see where your request stands and what to do with it. What it is about is shown after that.
account-summary = You see the address with which you sign in. The others are shown after that, and can be changed then.

## Accounts that were stopped, for staff

nav-stopped = Closed accounts
stopped-title = Accounts closed by their owner
stopped-line = Somebody used the link in a mail to an older address: they say that it was not them who came in. Find out who it was by what was held before, and open an account only for the person whose it is.
stopped-none = No account is closed
stopped-none-line = When somebody says that it was not them, their account stands here.
stopped-who = Person
stopped-since = Closed
stopped-what = What the mail told of
stopped-because-made = An account was made
stopped-because-reset = A new password was chosen
stopped-because-contact = An address or number was changed
stopped-open = Open it again
stopped-how = How do you know that it was the person?
stopped-how-called = I called a number that we have held for long
stopped-how-counter = I saw papers at the counter
stopped-how-letter = They answered a letter to the address we have held for long
stopped-open-do = It was the person. Open it

## Sessions of others, for whoever runs the portal

nav-sessions = Sessions
sessions-title = Who is signed in
sessions-staff = Staff
sessions-who = Name
sessions-role = Works here as
sessions-device = Device
sessions-times = Used
sessions-end = End
sessions-end-of = End the session of { $who }
sessions-customers = Customers
sessions-customers-line = { $count ->
    [0] No customer is signed in.
    [one] One customer is signed in.
   *[other] { $count } customers are signed in.
}
sessions-customer = E-mail address of the customer
    .hint = Every session of whoever signs in with it ends. You are not told whether there was one.
sessions-customer-do = End their sessions
sessions-customer-done = If anybody was signed in with that address, they are signed out now.

## Mails

mail-account-made =
    On { $day } somebody made an account with { $company } that opens what we hold about the customer whose address this is, with another address than this one. For some days it shows a summary only.

    If it was you, there is nothing to do. If it was not, close the account here. You need no password for it, and nothing is handed out:

    { $link }

    You can also write to us: { $contact }
    .subject = Somebody made an account with another address of yours
mail-account-reset =
    On { $day } somebody chose a new password for your account with { $company }, with a code that was sent to another address than this one. For some days the account shows a summary only.

    If it was you, there is nothing to do. If it was not, close the account here. You need no password for it, and nothing is handed out:

    { $link }

    You can also write to us: { $contact }
    .subject = Somebody chose a new password for your account
mail-account-contact =
    On { $day } an address or number of your account with { $company } was changed. For some days nothing is handed out or deleted.

    If it was you, there is nothing to do. If it was not, close the account here. You need no password for it:

    { $link }

    You can also write to us: { $contact }
    .subject = An address or number of your account was changed
sms-not-me = { $company }: somebody opened or changed your account. If it was not you, close it here: { $link }
mail-account-stopped =
    On { $day } somebody who reads an older address of yours told us that it was not you who opened your account with { $company }. Everybody was signed out, and until we have looked the account shows a summary and nothing else.

    We talk to you before we open it again. If you want to tell us more, write to us. How to reach us is on the first page: { $home }
    .subject = Your account is closed for now
mail-account-opened =
    We have looked at your account with { $company } and opened it again on { $day }. Sign in here:

    { $home }/sign-in

    If nobody talked to you about it, write to us at once. How to reach us is on the first page: { $home }
    .subject = Your account is open again
mail-staff-stopped =
    On { $day } somebody used the link in a mail of ours to say that it was not them who opened their account. The account shows a summary until somebody of you has looked:

    { $home }/staff/stopped
    .subject = An account was closed by its owner
mail-second-on =
    A second proof was set up for your account with { $company } on { $day }. From now on nobody signs in with the password alone.

    If it was not you, choose a new password at once: { $home }/reset
    .subject = A second proof was set up
mail-second-off =
    The second proof of your account with { $company } was taken away on { $day }. From now on the password alone signs in.

    If it was not you, choose a new password at once: { $home }/reset
    .subject = Your second proof was taken away
mail-codes-new =
    New recovery codes were made for your account with { $company } on { $day }. The old ones count no more.

    If it was not you, choose a new password at once: { $home }/reset
    .subject = New recovery codes were made

## The end of a session

stay-title = You will be signed out soon
stay-soon = { $minutes ->
    [one] You have not used this page for a while. In less than a minute you are signed out.
   *[other] You have not used this page for a while. In less than { $minutes } minutes you are signed out.
}
stay-last = { $minutes ->
    [one] You signed in eight hours ago. In less than a minute you have to sign in again.
   *[other] You signed in eight hours ago. In less than { $minutes } minutes you have to sign in again.
}
stay-do = Stay signed in
stay-over = You are signed out
stay-kept = What you typed on this page is not lost. Send it as usual and sign in again: you come back to this page, and your answers stand in it.
stay-again = Sign in again
stay-note = After { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} without use you are signed out. What you type is not lost then: sign in again, and it stands where you typed it.
    .label = When you are signed out
stay-returned = You had been signed out, so nothing was sent yet. Your answers are here as you typed them. Look at them and send them.

## Corrections of how somebody is reached

contact-show = One thing is left: show that it is yours
contact-show-line = We have sent a code to { $to }. Enter it within ten minutes. Before that nobody approves the change. All your other addresses have been told.
cannot-contact-not-shown = The person has not shown yet that the new address or number is theirs. They do so with a code, on the page of the request.
cannot-changed-contact = An address or number of yours was changed lately. So until { $day } no copy is handed out. Your older addresses have been told, and can stop it.
mail-contact-code =
    Somebody wants us to reach a customer of { $company } at this address from now on. If it is you, enter this code on the page of your request:

    { $code }

    It counts for { $minutes } minutes. If it is not you, do nothing, and give the code to nobody.
    .subject = Your code for { $company }
sms-contact-code = { $company }: { $code } shows that this number is yours. It counts for { $minutes } minutes. Give it to nobody.
mail-contact-asked =
    On { $day } somebody who is signed in to your account with { $company } asked us to change an address or number that we hold of you. It is changed when the new one was shown to be theirs and somebody here has looked.

    You see it here, and can take it back: { $home }/requests

    If it was not you, choose a new password at once: { $home }/reset
    .subject = An address or number of yours is to be changed
progress-so-far = { $count ->
    [one] One record so far
   *[other] { $count } records so far
}
