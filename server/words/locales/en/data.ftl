### What is held about the person, and why.

data-title = Your data
data-lead = This is what our systems hold about you now.
data-contents = What is held
data-nothing = We hold nothing about you
    .line = None of our systems knows you by the address you signed in with. If you use another one with us, write to us.
data-next = What you can do with it
data-all = All { $count } in “{ $what }”
data-held-in = Held in “{ $system }”.
data-record = { $number } of { $total }
data-shared = This is also somebody else’s, for example because you share a household.
data-after-review = We hold something here. People wrote it and may have named others in it, so one of us reads it first. Ask for a copy to get it.
data-withheld = Also held, and not shown on a page: { $what }.

## The quiet line beside a value, in pieces

data-why = { $why } ({ $basis })
data-recipients = Also goes to: { $who }
data-until = Kept: { $until }
data-usually = All of this, where nothing else stands beside it: { $facts }
data-sensitive = Specially protected by law
data-facts = Why we hold this, where it is from, who gets it and until when

basis-consent = you agreed
basis-contract = our contract with you
basis-legal-obligation = the law demands it
basis-vital-interests = to protect somebody’s life
basis-public-task = a task in the public interest
basis-legitimate-interests = our legitimate interest

source-you = You gave it to us
source-us = We made it
source-inferred = We concluded it from other data
source-others = Somebody else gave it to us

## Systems that did not answer

missing-title = { $count ->
        [one] One system is
       *[other] { $count } systems are
    } missing here
missing-line = The rest is complete. Load this page again in a few minutes to try once more.

data-yes = Yes
data-no = No

# Who has shown a mailbox and no more
summary-title = What we hold about you, in short
summary-held = In our systems there are
