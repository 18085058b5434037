### Reports, templates, handing over: the work of an office beside single requests.

nav-reports = Reports
reports-title = Reports
reports-from = From
    .hint = Like 2026-03-05. Left empty: the last year.
reports-to = To
reports-days = These are no two days, or the last is before the first. Enter days like 2026-03-05.
reports-period = From { $from } to { $to }.
reports-none = Nothing came in and nothing ended in these days.
reports-gdpr = How rights were used
    .line = Received: what came in between the two days. The rest: what ended between them. Days run from the day a request came in. With this the company can show how it keeps GDPR Art. 5(2) and Art. 12.
reports-received = Received
reports-in-full = In full
reports-in-part = In part
reports-nothing = Nothing held
reports-refused = Refused
reports-withdrawn = Taken back
reports-expired = Never verified
reports-median = Median days
reports-mean = Mean days
reports-late = Late
reports-extended = More time taken
reports-grounds = Refused, by ground
reports-levels = Days that were kept
    .line = Of what was answered or refused: how much by the law’s day, and how much by the earlier day the company sets itself. Open requests are counted today.
reports-decided = Answered or refused
reports-on-time = By the law’s day
reports-own-days = By our own day
reports-open = Open today
reports-open-late = Late today
reports-california = California
    .line = The numbers of 11 CCR §7102(a). Denied counts what was refused and what nobody verified. Choices made on the page or by the browser’s signal count as requests to opt out or to limit; they hold from the moment they are made and have no days.
reports-california-delete = Requests to delete
reports-california-correct = Requests to correct
reports-california-know = Requests to know
reports-california-opt-out = Requests to opt out of sale or sharing
reports-california-limit = Requests to limit the use of sensitive data
reports-kind = Request
reports-whole = Complied with in whole
reports-denied = Denied
reports-no-days = –

templates-title = Words for messages
templates-line = Written once, used by everybody at the desk. Nothing about a person belongs here.
templates-hint = What stands between braces is filled in: { $places }. Nothing else may stand there.
templates-name = Name
templates-en = In English
templates-es = In Spanish
templates-texts = Words
templates-new = Write a new one
templates-edit = Change this one
templates-check = See how it reads
templates-keep = Keep it
templates-reads = This is how it reads
templates-there = In use
templates-none = There is none yet.
    .line = An officer writes them here. They then stand beside every message to a person.
templates-change = Change
templates-drop = Take out of use
act-write-template = Wrote words for messages
act-see-reports = Took a report away
problem-unknown-place = Nobody can fill in “{ $name }”. Use only the places named above the box.
message-template = Words that are ready
    .do = Put them in

handle-hand = Hand it over
    .do = Hand it to them
handle-team =
    .do = Give it to this team
handle-no-team = No team
approve-title = Approve: { $right } { $number }
approve-not-now = You cannot approve this one now. Its page says why.
stuck-retry = Try { $reference } again
morning-rated = Answers called: { $score }
duplicate-note = You asked us for the same before. We answer that request; its number is { $number }. Nothing you have a right to is lost: everything this one asked for is in the answer to that one.

bulk-picked = { $count ->
        [one] One request is picked.
       *[other] { $count } requests are picked.
    }
bulk-to = Colleague
bulk-template = Words that are ready
bulk-reads = What each person reads
bulk-will-assign = { $count ->
        [one] Your colleague looks after this request from now on.
       *[other] Your colleague looks after these { $count } requests from now on.
    }
bulk-will-team = { $count ->
        [one] This request changes its team.
       *[other] These { $count } requests change their team.
    }
bulk-will-message = { $count ->
        [one] This person is written to, and told by mail that there is a message.
       *[other] These { $count } people are written to, and told by mail that there is a message.
    }
bulk-will-duplicate = { $count ->
        [one] This request is refused, because the same was asked before. The person is told which one counts.
       *[other] These { $count } requests are refused, because the same was asked before. Each person is told which one counts.
    }
bulk-do-assign = { $count ->
        [one] Hand it over
       *[other] Hand { $count } over
    }
bulk-do-team = { $count ->
        [one] Change its team
       *[other] Change the team of { $count }
    }
bulk-do-message = { $count ->
        [one] Send it
       *[other] Send { $count } messages
    }
bulk-do-duplicate = { $count ->
        [one] Refuse it
       *[other] Refuse { $count }
    }
bulk-fault-not-there = It is not there for you, or for whoever you chose.
bulk-fault-changed = Somebody changed it meanwhile.
bulk-fault-no-other = The same person did not ask for the same before.
bulk-fault-not-reached = Nobody has shown yet that the address is theirs: a message would reach nobody.
bulk-fault-failed = It failed. Nothing was changed; the log says why.

inside-title = Among us
inside-page = Among us: { $number }
inside-line = For everybody at the desk. The person has no page with it, but may ask for it one day: write what you would say to them.
inside-none = Nothing yet.
inside-write = Add a task, a remark or a file
inside-tasks = To do
inside-remarks = Remarks
inside-files = Files
inside-task = Something to do
    .hint = One line: “Ask the warehouse for the March list”.
    .do = Add it
inside-remark = A remark
inside-file = A file
    .do = Keep it here
inside-done = Done
inside-again = To do again
inside-by = from { $who }.
inside-done-by = Done by { $who }, { $at }

prepare-title = Write a correction down: { $number }
prepare-line = For somebody who cannot do it on the page. Nothing is written into a system yet: a colleague looks at old and new first, and an officer lets it through. The person is told.
prepare-none = Nothing that can be corrected is found by what the person is known by.
prepare-what = What is wrong
    .hint = What stands there now is not shown here.
prepare-new = What it should be
prepare-reason = Why, in their words
prepare-evidence = What shows that it is right
prepare-do = Write it down
prepare-by = Written down by { $who }
prepare-checked = Looked at by { $who }: old and new are right.
prepare-waits = It waits for a colleague to look at old and new.
prepare-look = Compare old and new with what the person said and handed in.
    .do = I looked: old and new are right
prepare-way = Write the correction down for them
prepare-again = Write it down anew
cannot-not-checked = A colleague has to look at old and new first.
act-prepare-correction = Wrote a correction down for somebody
act-check-correction = Looked at a correction that a colleague wrote down
mail-desk-correction =
    A colleague of ours wrote down the correction that you asked for. It is looked at before anything changes. See what it says, old and new, on the page of your request { $number }.

    If it is not what you asked for, tell us: { $contact }.
    .subject = Your correction { $number }

find-person = This person: contact, requests, notes
stuck-on = Where they got stuck
    .line = In the last 30 days. What they typed is not kept.
stuck-on-answers = { $count ->
        [one] Once an answer could not be taken on
       *[other] { $count } times an answer could not be taken on
    }
stuck-on-proof = { $count ->
        [one] Once the password or the second proof was wrong on
       *[other] { $count } times the password or the second proof was wrong on
    }
stuck-on-code = { $count ->
        [one] One code was sent and never entered:
       *[other] { $count } codes were sent and never entered:
    }
twins-title = Perhaps the same person
twins-line = What both have in common stands beside each. Nothing is joined by itself, and what an officer joins can be parted again.
twins-nameless = somebody without an address
twins-record = the same record in our systems
twins-merged = The same person, an officer says.
twins-join = They are one person
twins-part = They are two people
act-merge-people = Said that two people are one, or took it back

inbound-empty = A mail without words came.
inbound-left = { $count ->
        [one] One file of the mail was not taken: it is no PDF, PNG or JPEG, it is too large, or the scanner refused it.
       *[other] { $count } files of the mail were not taken: they are no PDF, PNG or JPEG, they are too large, or the scanner refused them.
    }
