### Asking without an account.

ask-title = Ask without an account
ask-lead = You can use every right here without an account. Your request counts from the moment you send it.
    { $company } answers within one month.
ask-right = What do you want?
ask-right-access = To see or get a copy of what you hold about me
ask-right-rectification = To have something corrected
ask-right-erasure = To have my data deleted
ask-right-opt-out = That you do not sell or share my data
ask-right-objection = That you stop using my data for something
ask-right-portability = To take my data to another company
ask-right-restriction = That you leave my data alone while something is cleared up
ask-right-automated-decision-review = That a person looks at a decision a machine made
ask-right-complaint = To complain
ask-email = Your e-mail address
    .hint = The one that we know you by, if you can.
    .reason = We send a link there to see that the address is yours, and the answer.
ask-name = Your name
    .reason = It helps us to find you. It is not needed.
ask-details = What it is about
    .hint = Write nothing that is more private than it has to be. No passwords, no copies of documents.
ask-proof = Before we hand out, change or delete anything we check that you are who you say. We ask for nothing that we do not hold already.
ask-do = Send the request

sent-title = We have your request
sent-confirmed = Your request is confirmed
sent-due = You get an answer by { $day }. Keep this number:
sent-left = One thing is left
    .line = We have sent a message to the address you gave. Open the link in it to show that it was you.
    .until = If nobody does until { $day }, the request is closed and nothing is handed out, changed or deleted.
sent-none-came = If no message arrives
sent-staff = We look at it now. Before anything is handed out or deleted, somebody of ours may write to you to be sure who you are.
sent-account = If you make an account with the same address, you find this request there and can follow it.
    .do = Make an account
sent-none = There is no request here
    .line = This page shows what you asked for in this browser a short while ago. The message we sent you has its number.
    .do = Ask without an account

confirm-asked-title = Was it you who asked?
confirm-asked-lead = Somebody made this request and gave your address.
confirm-asked-due = Answer by
confirm-asked-do = Yes, it was me
confirm-asked-not = If it was not you, close this page. Then nothing is done.
link-used-title = This link was used, or is too old
link-used-lead = If you have confirmed your request with it, all is well: you get an answer by the day in our message. Otherwise ask again.
