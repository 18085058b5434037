### Requests and their story.

requests-title = Your requests
requests-none = You have not asked for anything yet
    .line = When you ask for a copy, a correction or a deletion, you can follow it here.
requests-what = What you asked for
requests-asked = When
requests-state = Where it stands
requests-number = Number
requests-due = You get an answer by { $date }.
requests-late = We are late with this, and we are sorry. Somebody here has been told.
requests-hold = It is approved and waits until { $until }. Until then you can take it back.
requests-systems = System by system
requests-story = What has happened
requests-receipt = See the receipt
requests-refused = We cannot do this
requests-complain = If you think this is wrong, you can complain to { $authority }.
requests-withdraw = Take this request back

request-state-received = Received
request-state-verifying = Checking who you are
request-state-open = With a person
request-state-approved = Approved, waiting
request-state-running = Being done
request-state-needs-person = Needs a person
request-state-answered = Answered
request-state-refused = Refused
request-state-withdrawn = Withdrawn
request-state-expired = Closed, no reply

request-next-received = We have your request. Next we check who you are.
request-next-verifying = We are checking who you are.
request-next-open = An officer looks at it next.
request-next-approved = It starts by itself.
request-next-running = It is being done now. You can leave this page.
request-next-needs-person = It stopped in one of our systems, and somebody here is looking at it. You need do nothing.
request-next-answered = There is nothing left to do.
request-next-refused = There is nothing left to do here.
request-next-withdrawn = You took it back. Nothing more happens.
request-next-expired = Nobody showed us who they are, so we closed it. You can ask again.

request-now-received = Waiting for a check who you are
request-now-verifying = Checking who you are
request-now-open = An officer looks at it
request-now-approved = Waiting, so that you can still take it back
request-now-running = Being done
request-now-needs-person = It stopped; somebody here is looking at it

story-received = You asked
story-verifying-started = We began to check who you are
story-address-confirmed = The address was shown to be yours
story-verified = We know that it is you
story-paused = We wait for you; the time stands still
story-resumed = The time runs again
story-extended = We need more time
story-approved = Approved
story-refused = Refused
story-withdrawn = You took it back
story-started = It began
story-stopped = It stopped in one of our systems
story-retried = It was started again
story-answered-in-full = Answered in full
story-answered-in-part = Answered in part
story-answered-nothing-held = Answered: nothing is held
story-expired = Closed, because nobody showed us who they are

outcome-in-full = It is done.
outcome-in-full-access = Everything that was found is in your copy.
outcome-in-full-rectification = The system holds what you gave us now.
outcome-in-full-erasure = Everything is deleted.
outcome-in-part = It is done, as far as it can be.
outcome-in-part-access = Your copy is ready. Some texts that people wrote are held back until somebody here has looked whether they are about others; the copy says which.
outcome-in-part-erasure = Everything that may go is deleted. What stays, and why, is on the receipt.
outcome-nothing-held = We looked in every system and hold nothing about you.

## Who looked

looks-title = Who of us looked at your data
looks-lead = Every time somebody here opens something about you, it is written down with the reason.
looks-none = Nobody has looked
    .line = Nobody here has opened anything about you.
looks-when = When
looks-who = Who
looks-why = Why
looks-request = Working on your request { $reference }
looks-role-agent = A support agent
looks-role-officer = A privacy officer
looks-role-auditor = An auditor
looks-role-administrator = An administrator
looks-role-customer = You

request-areas = It is about: { $areas }.
outcome-areas = What you chose is deleted: { $areas }. Everything else is as it was. What had to stay, and why, is on the receipt.
