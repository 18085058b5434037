### Mails and text messages. A mail is paragraphs with blank lines between them; `.subject` is its
### subject. Every message may use { $company } and { $home }.

mail-foot = { $company }. This message was sent by machine from { $home }. We never write or call you to ask for a password or a code.

## Making an account

mail-register-code =
    You want to make an account with { $company } to see and decide what happens to your data. Enter this code on the page where you asked for it:

    { $code }

    It counts for { $minutes } minutes, and only in that browser. If you did not ask for it, do nothing: without the code nobody can make an account with your address.
    .subject = Your code for { $company }
mail-register-known =
    Somebody, most likely you, wanted to make an account with this address. There is one already, so no code was sent. Sign in with your password:

    { $home }/sign-in

    If you have forgotten the password, choose a new one here:

    { $home }/reset

    If it was not you, do nothing. Nothing has changed.
    .subject = You already have an account with { $company }
mail-register-unknown =
    Somebody, most likely you, wanted to make an account with this address. In none of our systems is there anything under it, so there is nothing to show, and no code was sent.

    If we know you under another address, use that one. If you have had a letter from us with a code, use the code. If you think we hold something about you, ask without an account:

    { $home }/ask

    If it was not you, do nothing.
    .subject = We know nothing under this address
mail-works-here =
    Somebody, most likely you, gave this address on the pages for customers of { $company }. You work here with it, and an account of your own as a customer needs a private address.

    If you have forgotten the password for your work, ask an administrator for a new invitation.
    .subject = This address is one of our staff
mail-registered =
    You have made an account with { $company } with this address. Sign in here:

    { $home }/sign-in

    If it was not you, somebody can read your mail. Change the password of your mailbox first, then choose a new one here: { $home }/reset
    .subject = Your account with { $company }

## A new password

mail-reset-code =
    You want to choose a new password for your account with { $company }. Enter this code on the page where you asked for it:

    { $code }

    It counts for { $minutes } minutes, and only in that browser. If you did not ask for it, do nothing: your password stays as it is.
    .subject = Your code for a new password
mail-reset-unknown =
    Somebody, most likely you, wanted to choose a new password for this address. There is no account under it, so no code was sent.

    You may have used another address. To make an account, begin here:

    { $home }/register

    If it was not you, do nothing.
    .subject = There is no account under this address
mail-password-changed =
    The password of your account with { $company } was changed on { $day }. Everybody who was signed in with it has been signed out.

    If it was you, there is nothing to do. If it was not, choose a new password at once:

    { $home }/reset
    .subject = Your password was changed

## Addresses and numbers

mail-identity-code =
    Somebody wants to add this address, or a number that we hold beside it, to their account with { $company }. If it is you, enter this code on the page where you asked for it:

    { $code }

    It counts for { $minutes } minutes, and only in that browser. If it is not you, do nothing, and give the code to nobody.
    .subject = Your code for { $company }
sms-identity-code = { $company }: { $code } is your code to add this number to your account. It counts for { $minutes } minutes. Give it to nobody.
mail-contact-added =
    An address or number was added to your account with { $company } on { $day }. You see it here:

    { $home }/account

    If it was not you, choose a new password at once: { $home }/reset
    .subject = Your account was changed
mail-contact-removed =
    An address or number was taken off your account with { $company } on { $day }. You see what is left here:

    { $home }/account

    If it was not you, choose a new password at once: { $home }/reset
    .subject = Your account was changed
mail-sign-in-changed =
    Since { $day } you sign in to { $company } with another address of yours. You see which here:

    { $home }/account

    If it was not you, write to us at once. How to reach us is on the first page: { $home }
    .subject = You sign in with another address now

## Asked without an account

mail-ask-confirm =
    We have your request: { $right }. Its number is { $number }. You get an answer by { $day }.

    One thing is left. Open this page and confirm that it was you who asked:

    { $link }

    If it was not you, do nothing. Then nothing is done, nothing is handed out, and the request is closed after { $day }.
    .subject = Your request { $number }: one thing is left
mail-ask-expired =
    We have closed your request { $number } ({ $right }). Until the day on which the answer was due, nobody showed us who asked, and we hand out and change data only for the person whose it is.

    You can ask again at any time. The quickest way is an account, or the link in the mail that follows a request without one:

    { $home }/ask

    If you think that this is wrong, write to us; how to reach us is on the first page: { $home }. You can also complain to { $authority }.
    .subject = Your request { $number } is closed

## Messages

mail-message =
    There is a message for you about your request { $number }. Sign in to read it and to answer:

    { $home }/requests/{ $number }

    If you have no account yet, make one with this address: { $home }/register
    .subject = A message about your request { $number }

## What happens to a request

mail-request-received =
    We have your request: { $right }. Its number is { $number }. You get an answer by { $day }.

    Follow it, write to us about it or take it back here:

    { $home }/requests/{ $number }

    If it was not you, take it back on that page and choose a new password: { $home }/reset
    .subject = We have your request { $number }
mail-request-approved =
    Your request { $number } is approved: { $right }. It is carried out on { $day }. Until then you can take it back:

    { $home }/requests/{ $number }

    If it was not you who asked, take it back on that page at once.
    .subject = Your request { $number } is approved
mail-request-answered =
    Your request { $number } is answered: { $right }. Sign in to read the answer:

    { $home }/requests/{ $number }

    If it was not you who asked, choose a new password at once: { $home }/reset
    .subject = Your request { $number } is answered
mail-request-erased =
    You asked us to delete your data, and it is done. Your account here is gone with it, and this is the last mail about it.

    What was deleted, what had to stay and why stands on a signed receipt. You need no account to see it:

    { $home }/receipt/{ $number }

    Keep the number { $number }. If you ever become a customer again, you begin as somebody new.
    .subject = Your data is deleted ({ $number })
mail-request-refused =
    We have looked at your request { $number } ({ $right }) and cannot do it. Why, and what you can do about it, stands here:

    { $home }/requests/{ $number }
    .subject = About your request { $number }
mail-request-extended =
    We need more time for your request { $number } ({ $right }). You get an answer by { $day }. Why stands here:

    { $home }/requests/{ $number }
    .subject = More time for your request { $number }
mail-request-waiting =
    Your request { $number } ({ $right }) waits for you. What we need to know stands here, and you can answer there:

    { $home }/requests/{ $number }
    .subject = Your request { $number } waits for you
