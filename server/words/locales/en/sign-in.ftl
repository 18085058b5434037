### Signing in and out.

sign-in-title = Sign in
sign-in-line = Use the address and password you have with { $company }.
sign-in-email = E-mail address
sign-in-password = Password
sign-in-do = Sign in
sign-in-help = If you cannot sign in
    .line = You have the same rights without an account. Write to { $company }:

## The password again

prove-title = Enter your password again
prove-line = We ask before your data is changed, copied or deleted, so that nobody else can do it on a device you left open. It counts for five minutes.
prove-password = Your password
prove-do = Continue

## Somebody who was invited to work here

join-title = Join
join-line = { $company } has invited you to work here as { $role }. Choose how you sign in.
join-role-agent = a support agent
join-role-officer = a privacy officer
join-role-auditor = an auditor
join-role-administrator = an administrator
join-name = Your name
join-password = Choose a password
    .hint = At least { $limit } characters. Several words in a row are easy to keep in mind.
join-do = Join
