### The support desk: requests taken for somebody, checking who asks, handling a request.

nav-intake = Take a request
nav-find = Find a person

intake-title = Take a request for somebody
intake-line = Write down what you were told and nothing more. The time to answer runs from the day on which it really came in.
intake-choose = Choose
intake-right = What they want
intake-channel = How it came in
intake-received = The day it came in
    .hint = Like 2026-03-05. For a letter: the day it arrived, not the day you opened it.
intake-kind = They are known by
intake-value-hint = Exactly as they say it. Leave it empty if they do not know; then write down the name.
intake-name = Name of the person
    .hint = Needed where nothing else is known.
intake-acting = Who acts for them
    .hint = Only where somebody else speaks: an agent, a guardian, an executor.
intake-disputed = What a correction is about
    .hint = It is then never used to check who asks.
    .none = It is no correction
    .other = Something else
intake-details = What it is about, in their words
intake-language = They read
intake-needs = What makes it easier for them
    .hint = Large print, slow speech, a sign language. Only what they tell you.
intake-post = Answer by post
    .yes = They want the answer by post
    .hidden = By post. The address is hidden.
intake-postal = Where the letter goes
intake-careful = How we must be careful
    .hint = It is shown first on every page of this person, and messages obey it.
intake-check = See what comes of it
intake-due = The answer is due
intake-known = Known: { $person }
    .nameless = Known
intake-unknown = Not known. Nothing is found by this until you have checked who asks.
intake-open = There are open requests for the same
    .line = It may be one of these. Nothing is joined by itself: look first, then decide whether this is a new one.
intake-do = Enter the request
intake-edit = Change something
came-in-title = How it came in

channel-phone = By telephone
channel-letter = By letter
channel-e-mail = By e-mail
channel-counter = At the counter
channel-agent = Somebody acts for them, with permission
channel-guardian = A parent or guardian acts for them
channel-executor = They have died; an executor asks

careful-title = Take care in reaching this person
careful-short = take care
careful-hidden-address = Nobody may learn where they live
careful-no-calls = Do not call, and send no text messages
careful-no-mail = Do not write to their mailbox

evidence-answers = Answers that agree with what we hold
evidence-code = A code sent to an address we have held for long
evidence-posted-code = A code posted to the address we hold
evidence-document = An identity document, looked at and not copied
evidence-permission = A permission that the person signed
evidence-confirmed = The person told us that this agent may act
evidence-guardian-paper = A paper on parental responsibility or guardianship
evidence-death-certificate = A death certificate
evidence-executor-paper = A grant of probate or a paper like it

handle-title = On the way
handle-person = This person: contact, requests, notes
handle-assign = Take it on
handle-give-back = Give it back
handle-who = Check who asks
handle-start = Begin to check who asks
handle-resume = Let the clock run again
handle-why = What we wait for
handle-pause = Stop the clock
    .do = Stop the clock
handle-pause-identity = We asked for proof of who they are, because we doubt it
handle-pause-scope = We hold much, and asked what they mean
handle-extend = Take more time
    .do = Take more time
handle-reasons = Why more time is needed
    .hint = The person is told this, and until when.
handle-extend-complexity = The request is complex
handle-extend-number = They have made many requests
handle-none = There is nothing to do here now.
meanwhile-title = This happened while you looked at it

who-title = Who asks: { $number }
who-may-ask = What you may ask for
    .line = This and no more. Copy no document.
who-nothing = Nothing. For this, the law wants no proof.
who-head-what = What
who-head-law = By what law
who-head-shown = Shown
who-head-answer = Answer
who-shown = Yes
who-not-shown = Not yet
who-seen = What you saw yourself
    .hint = Look at it and give it back. Keep no copy.
    .do = Note it
who-answers = What they know
    .line = Type what they say. You see whether it agrees, never what we hold. Agreed: { $agreed }. Needed: { $needed }.
who-closed = Too many answers did not agree. No more are compared for this request. Go on with a letter, or with papers.
who-not-asked = Not asked
who-match = It agrees.
who-no-match = It does not agree.
who-field = Ask for
who-said = What they say
    .hint = Spaces and capitals do not matter. A date like 27 3 1985.
    .do = Compare
who-code = A code to an address we have held for long
    .line = Answers are not enough for this right. Send a code and have them read it to you.
    .post = A copy or a deletion takes a code by post, or answers that agree and then a code by mail. Take here the code that came in the letter.
    .sent = A code was sent. It counts for ten minutes.
    .do = Send a code
    .given = The code they read to you
    .hint = From the message, or from the letter.
    .give = Take the code
who-letter = They cannot read mail now? The operator writes a code for a letter with “habeas customer letter”. It counts for 30 days.
who-held = An address or number of this person was changed lately. Nothing is handed out or deleted before { $day }, and the old address was told or will be.
who-enough = That is enough
    .line = State that the person is who they say. Somebody else than you decides on the request.
    .do = Who asks is checked
who-done = Who asks was checked, or this is closed.

problem-in-future = This day has not come yet. Enter the day on which it came in.
problem-long-ago = This day is more than three years ago. Look at the year again.
problem-no-more-tries = This was tried often enough. Ask for something else, or go on with a letter.
problem-careful = They asked us not to write to their mailbox. Go on with a letter or at the counter.
problem-no-contact = We hold no address to which a code could go. Go on with a letter.
problem-answers-first = First enough answers have to agree.
cannot-recent-contact = An address or number of this person was changed lately. This waits until { $day }, and the old address has been told.
cannot-not-shown = It has not been shown yet who asks. See what is still needed.

mail-desk-entered =
    We took a request in your name: { $right }. Its number is { $number }. You get an answer by { $day }.

    If it was not you who asked, tell us at once: { $contact }. Nothing is handed out, changed or deleted before we have checked who asks.
    .subject = Your request { $number }
mail-desk-code =
    Somebody, most likely you, speaks with us now about this: { $right }. Read this code to them only if you got in touch with us yourself:

    { $code }

    It counts for { $minutes } minutes. If it was not you, give the code to nobody and tell us: { $contact }.
    .subject = Your code for { $company }
mail-desk-held =
    Somebody asks us in your name for this: { $right } (number { $number }). An address or number of yours was changed a short time ago, so nothing happens before { $day }.

    If it was you, do nothing. If it was not you, tell us at once: { $contact }.
    .subject = Did you ask for this? { $number }

person-title = This person
person-contact = How they are known
person-no-contact = Nothing is written down by which they are known.
person-shown = They showed that it is theirs
person-said = Said to be theirs, not checked
person-why = Why you need it in full
    .hint = It is written down with your reason, and the person can read it.
person-reveal = Show it in full
person-revealed = In full, this once
person-open = Open requests
person-open-none = There is none.
person-recent = Finished requests
person-recent-none = There is none.
person-notes = Notes
person-note = A note for whoever is next
    .hint = Facts that help. The person may read it one day.
    .do = Note it
person-noted = { $who }, { $at }
person-timeline = What happened
person-nothing = Nothing yet.
person-what = What
person-allowed = They said yes: { $choice }
person-denied = They said no: { $choice }
person-choice-direct-marketing = news and offers
person-choice-sale-or-sharing = sale or sharing of their data
person-choice-automated-decisions = decisions by machines
person-choice-sensitive-data = use of sensitive data
person-look = { $role } looked
person-look-revealed = { $role } had contact details shown in full
person-message-mail = E-mail
person-message-sms = Text message
person-message-is-queued = waits to be sent
person-message-is-sent = sent
person-message-is-failed = could not be sent
reveal-call-back = They asked to be called back
reveal-post-answer = The answer goes by post
reveal-check-contact = To see whether what we have is right
looks-revealed = Had your contact details shown in full: { $why }

act-note-evidence = Noted what papers were shown
act-compare-answers = Compared an answer
act-send-desk-code = Sent or took a code at the desk
act-see-person = Looked at a person
act-reveal-contact = Had contact details shown in full
act-write-note = Noted something about a person
act-tie-staff = Wrote down as whom somebody is a customer

evidence-declaration = A signed declaration that they are the person, under penalty of perjury
script-title = Step by step
script-greet-copy = They want a copy. Say nothing of what we hold, not even whether we know them.
script-greet-correct = They want something corrected. Do not read out what stands there now.
script-greet-delete = They want everything deleted. It cannot be undone: every step below counts.
script-greet-other = Ask what they want. Say nothing of what we hold.
script-papers = Look at the papers named below, and note what you saw.
script-answers = Ask questions until { $needed } answers agree.
script-code = Send a code to an address we have held for long, and have them read it to you. Or have a letter posted.
script-post = Have a code posted to the address we hold: “habeas customer letter”. Take it when they come back with it.
script-end-copy = State that the check is done. A colleague then lets the copy be made.
script-end-correct = State that the check is done. A colleague then looks at the correction.
script-end-delete = State that the check is done. A colleague then looks at what the deletion would do.
script-end-other = State that the check is done. A colleague then answers.
script-done = Done
script-now = Now
script-later = Later
script-categories = Two answers agreed. That is not enough for a copy, but they may hear which kinds of data we hold.
    .do = Show me the kinds
categories-title = Kinds of data, and no more
categories-read = You may read this to them.
categories-none = We hold nothing by what they gave.
categories-purposes = We use it for: { $purposes }.
categories-recipients = Some of it goes to: { $recipients }.
categories-more = For the data itself more has to be shown. The request stays open for that.
