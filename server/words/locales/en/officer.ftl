### The pages of those who work here: short, exact, no greetings.

## The queue

staff-queue = Queue
staff-queue-table = Requests, what is due first
staff-queue-first = First page
# More than the desk counts
staff-count-many = { $count }+
staff-count-late = late
staff-count-to-decide = to decide
staff-count-stuck = stuck

staff-filter = What to see
staff-filter-due = Due
staff-filter-any-due = Any day
staff-filter-late = Late
staff-filter-soon = Today or tomorrow
staff-filter-stage = State
staff-filter-unfinished = Everything unfinished
staff-filter-right = Right
staff-filter-any-right = Every right
staff-filter-show = Show
staff-filter-clear = Show everything unfinished

staff-head-due = Due
staff-head-request = Request
staff-head-right = Right
staff-head-person = Person
staff-head-state = State

staff-due-late = { $days ->
        [one] 1 day late
       *[other] { $days } days late
    }
staff-due-today = due today
staff-due-tomorrow = due tomorrow
staff-due-later = in { $days } days

staff-stage-received = Received
staff-stage-verifying = Checking who asks
staff-stage-open = To decide
staff-stage-approved = Approved, on hold
staff-stage-running = Running
staff-stage-needs-person = Stuck
staff-stage-answered = Answered
staff-stage-refused = Refused
staff-stage-withdrawn = Withdrawn
staff-stage-expired = Closed, never verified

# Once the person is erased nobody can say who it was.
staff-person-gone = no longer known

staff-empty = Nothing is waiting.
    .line = Every request is answered. A new one stands here as soon as it comes in.
staff-empty-filter = Nothing fits what you chose.
    .line = Requests may be waiting that you left out.

## A request

# The window's title
staff-request = { $right } { $number }

staff-now-received = It waits until it is clear who asks
staff-now-verifying = It waits until it is clear who asks
staff-now-open = It waits for a decision
staff-now-approved = The person can still take it back
staff-now-running = It runs on the systems
staff-now-needs-person = It is stuck and waits for you

facts-title = Facts
# "Answer by 7 April 2026: due tomorrow."
facts-due = Answer by { $day }: { $words }.
facts-was-due = Was due { $day }.
facts-inner = We mean to be done by { $day }.
facts-extendable = More time can be taken for good reasons.
facts-person = Person
facts-verified = Who asks
facts-received = Received
facts-hold = Can be taken back until
facts-law = Counted under
facts-rules = rules of { $version }
facts-calendar = working days of { $calendar }
facts-version = Version
facts-receipt = Receipt
    .open = Open the receipt

asked-title = Asked without an account
asked-unconfirmed = Nobody has shown yet that the address given is theirs.
asked-confirmed = Whoever asked reads the address they gave. Check who they are by something else too before data leaves or goes.
asked-name = Gave the name { $name }.

proof-none = Not checked
proof-mailbox = Reads the address they gave, { $at }
proof-signed-in = Signed in, { $at }
proof-password = Gave the password again, { $at }
proof-desk = Evidence seen { $by }, { $at }
proof-left = Erased before; what had to stay may go now, { $at }
proof-erased = Erased before and back with a restored backup, { $at }

law-br-lgpd = LGPD, Brazil
law-ca-pipeda = PIPEDA, Canada
law-ca-qc-private-sector = Private-sector Act, Québec
law-eu-gdpr = GDPR, European Union
law-uk-gdpr = UK GDPR, United Kingdom
law-us-ca-ccpa = CCPA, California
law-us-co-cpa = CPA, Colorado
law-us-ct-ctdpa = CTDPA, Connecticut
law-us-va-vcdpa = VCDPA, Virginia

by-customer = by the person
by-agent = by an agent
by-officer = by an officer
by-auditor = by an auditor
by-administrator = by an administrator
by-system = by itself

story-title = What happened
tale-received = Received
tale-verifying-started = The check who asks began
tale-verified = It is clear who asks
tale-assigned = Taken on
tale-paused = The clock was stopped
tale-resumed = The clock runs again
tale-extended = More time was taken
tale-approved = Approved
tale-refused = Refused
tale-withdrawn = Taken back
tale-started = Began to run
tale-stopped = Stopped
tale-retried = Set going again
tale-address-confirmed = Showed that the address is theirs
tale-answered-in-full = Answered in full
tale-answered-in-part = Answered in part
tale-answered-nothing-held = Answered: nothing is held
tale-expired = Closed, because nobody showed who asks

answered-in-full = Answered in full.
answered-in-part = Answered in part. The rest was refused under
answered-nothing-held = Answered: nothing is held about the person.
refused-title = Refused. The person reads:
correction-title = { $field } ({ $system })

systems-title = Systems
staff-step-waiting = Waiting
staff-step-running = Working
staff-step-retrying = Does not answer; tried again by itself
staff-step-needs-person = Stopped

## The plan of an erasure

plan-title = What the deletion would do now
plan-signed = What was approved
plan-head-what = System and collection
plan-head-count = Records
plan-head-fate = What happens
plan-head-ground = On what ground
plan-deleted = deleted
plan-anonymised = changed
plan-unlinked = cut loose
plan-kept = stay
plan-nothing = No system holds anything about the person. Approving says so to them.
plan-map = Version of the data map
plan-digest = Approval signs
plan-digest-signed = Signed
plan-missing = { $count ->
        [one] One system stands
       *[other] { $count } systems stand
    } in the way
    .do = Without an answer nobody can say what would be deleted there. Load this page again once it is back.
obstacle-not-connected = nobody said where it is
obstacle-unreachable = does not answer ({ $collection })
obstacle-schema-changed = a mapped table or column is not there ({ $collection })
obstacle-timed-out = took too long ({ $collection })
obstacle-refused = refused to answer ({ $collection })
obstacle-faulty = failed; the log says how ({ $collection })

fate-deleted = Deleted
fate-anonymised = Changed
fate-unlinked = Cut loose
    .why = Somebody else’s too. Only this person’s tie to it goes.
fate-kept = Stays
fate-until = until { $until }
fate-no-end = without an end date
fate-secret = The person is not told

## Deciding

decide-title = Decide
decide-others = A privacy officer decides this one.
decide-blocked = It can be approved once every system has answered.

held-title = You cannot approve this one
held-four-eyes = You entered it or checked who asks. Somebody else has to approve it: four eyes see more than two.
held-paused = The clock is stopped until the person answers. It has to run again first.
held-by-letter = No system can do this one. It is answered with a letter.
held-other = The rules do not allow it now.

approve-erasure = You sign the plan above, with its number. The deletion then waits until the person can no longer take it back. If the systems hold something else by then, it stops and comes back to you.
    .do = Approve the deletion
approve-other = It runs as soon as you approve it, and the person is told.
    .do = Approve

refuse-title = Refuse it instead
refuse-ground = Ground
    .hint = The person reads it with the law, and where to complain.
refuse-choose = Choose a ground
refuse-option = { $ground } ({ $law })
refuse-note = Note to the person
    .hint = Say what you looked at and why the ground holds for them, in plain words.
refuse-do = Refuse the request

stuck-title = It is stuck
stuck-no-answer = does not answer, however often it was tried.
stuck-failed = broke off or refused a step.
stuck-changed = What would run is no longer what was approved. Look at the plan again.
stuck-doubt = It cannot be told whether the last step took effect. Look into the system before you go on.
stuck-left-over = The search after the run still found records.
retry-do = Try again
    .line = Under the approval it has. Nothing that is done is done twice.

## The audit ledger

audit-title = What happened
audit-table = Lines of the ledger, newest first
audit-head-number = Number
audit-head-when = When (UTC)
audit-head-who = Who
audit-head-act = What
audit-head-request = Request
audit-head-hash = Hash
audit-waits = waits
audit-newest = Newest lines
audit-older = Older lines
audit-empty = Nothing has happened yet.
    .line = Every act and every look at somebody’s data writes a line here.
audit-chain-whole = The chain holds. Every line up to number { $upto } follows from the one before it. Recomputed { $at } (UTC).
audit-chain-broken = The chain is broken at line { $number }
    .do = The line does not follow from the one before it: somebody changed the ledger. Compare it with the checkpoints that are kept outside the database, and tell your administrator.
audit-chain-unchecked = The chain has not been recomputed yet, so nobody can say whether it holds.

audit-role-visitor = Somebody not signed in
audit-role-customer = Customer
audit-role-agent = Agent
audit-role-officer = Officer
audit-role-auditor = Auditor
audit-role-administrator = Administrator
audit-role-system = By itself

act-read-public-pages = Read a public page
act-sign-in = Signed in
act-sign-out = Signed out
act-accept-invitation = Accepted an invitation
act-register = Made an account
act-reset-password = Chose a new password
act-ask-without-account = Asked without an account
act-see-own-account = Looked at their own account
act-change-contacts = Changed their own addresses or numbers
act-invite-customer = Had a code for a letter made
act-see-receipt = Looked at a receipt
act-verify-receipt = Checked a receipt
act-prove-again = Gave the password again
act-see-own-security = Looked at their own security
act-add-second-proof = Set up a second proof
act-remove-second-proof = Removed the second proof
act-end-sessions = Ended sessions on other devices
act-see-own-summary = Looked at a summary of their own data
act-see-own-data = Looked at their own data
act-correct-own-data = Asked for a correction
act-hand-in-evidence = Handed in a document
act-add-statement = Added words of their own to a field
act-confirm-own-data = Said whether their data is still right
act-see-evidence = Opened a document that was handed in
act-tell-recipient = Noted that a recipient was told
act-take-package = Asked for a copy
act-download-package = Fetched the copy
act-preview-erasure = Looked at what a deletion would do
act-ask-erasure = Asked for a deletion
act-ask-other = Used another right
act-see-own-requests = Looked at their own requests
act-verify-own = Showed who they are
act-write-message = Wrote about a request
act-rate-answer = Said what they thought of an answer
act-write-to-person = Wrote to the person
act-change-password = Changed the password
act-withdraw = Took a request back
act-see-own-choices = Looked at their own choices
act-change-choices = Changed a choice
act-see-queue = Looked at the queue
act-find-person = Looked for a person
act-see-request = Looked at a request
act-enter-request = Entered a request for somebody
act-assign = Took a request on
act-start-verifying = Began to check who asks
act-verify = Checked who asks
act-pause = Stopped a clock
act-resume = Let a clock run again
act-approve = Approved a request
act-refuse = Refused a request
act-extend = Took more time
act-answer = Answered a request by hand
act-export-queue = Took the queue away as a file
act-retry = Had a request tried again
act-see-ledger = Looked at this ledger
act-see-map = Looked at the data map
act-invite-staff = Invited somebody to work here
act-approve-by-rule = Approved by rule
act-run = Ran a request on the systems
act-replay = Erased once more after a backup came back
act-forget-second-proof = Forgot a lost second proof, at the command line
act-expire = Closed a request nobody verified
fate-not-asked = Not asked for
