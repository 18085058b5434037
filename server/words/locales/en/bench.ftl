## The bench: what is held back from a copy until somebody has read it

nav-bench = To read
bench-title = Copies to read
bench-lead = From these copies something was held back because people wrote it and may have named others in it. The oldest comes first.
bench-none = Nothing waits to be read
bench-none-line = When a copy is made and something is held back from it, it stands here.
bench-head-request = Request
bench-head-person = Person
bench-head-since = Waits since
bench-head-why = Why
bench-first = First reading
bench-second = The person asked for somebody else to look

bench-of = Held back from { $number }
bench-link = Read what was held back
bench-counts = { $open ->
    [0] Everything was read: { $total ->
        [one] 1 text or file.
       *[other] { $total } texts and files.
    }
    [one] 1 text or file is still to be read, of { $total }.
   *[other] { $open } texts and files are still to be read, of { $total }.
}
bench-items = Texts and files
bench-empty = Nothing is held back from this person any more.
bench-head-what = What
bench-head-day = Of the day
bench-head-state = State
bench-file = File
bench-item-open = To read
bench-item-open-again = To read again
bench-item-shown = Given
bench-item-shown-in-part = Given, parts covered
bench-item-withheld = Withheld
bench-more = { $count ->
    [one] 1 more is listed when these are read.
   *[other] { $count } more are listed when these are read.
}
bench-tell = Tell the person
bench-tell-line = They get a message that says how much they get, and make their copy again. What was withheld is counted in it, with its reasons.
bench-tell-do = Tell the person
bench-was-told = The person was told on { $date }.
bench-told = We have read what was held back from your copy. You get { $shown ->
    [0] none
    [one] 1 text or file
   *[other] { $shown } texts and files
} as it stands, { $part ->
    [0] none
    [one] 1
   *[other] { $part }
} with parts covered, and { $withheld ->
    [0] none
    [one] 1 is
   *[other] { $withheld } are
} withheld. Make your copy again to get it: open this request and choose “Make it again”. The copy says how much was covered or withheld, and why. If you think that is wrong, ask on this request for somebody else to look.

bench-text = What stands there
bench-no-text = There are no words in it that can be read here. Look at the original.
bench-original = Open the original
bench-covered = [covered]
bench-preview = As the person gets it
bench-suggestions = What may be about somebody else
bench-suggestions-none = No names, addresses or numbers of others were found. Read it all the same.
bench-suspect-email = e-mail address
bench-suspect-number = number
bench-suspect-name = name
bench-cover = Cover these
bench-cover-hint = What is ticked is covered. These are only guesses: you decide.
bench-more-words = Other words to cover
bench-more-words-hint = One on a line. They are covered wherever they stand.
bench-reason = Why
bench-reason-hint = The person is told this reason.
bench-choose = Choose a reason
bench-do-preview = Show me how it looks
bench-do-show = Give it, with what is ticked covered
bench-do-withhold = Withhold the whole
bench-next = Next to read
bench-four-eyes = You decided this before. The person asked for somebody else to look, so another officer decides now.
bench-keys = Keys: j and k go from guess to guess, c covers it, s leaves it shown.

withhold-another-person = It is about somebody else
withhold-confidence = Somebody said it in confidence
withhold-trade-secret = It is a trade secret or somebody's own work
withhold-legal-advice = It is advice of our lawyers
withhold-safety = It could put somebody in danger
withhold-law-another-person = GDPR Art. 15(4)
withhold-law-confidence = GDPR Art. 15(4)
withhold-law-trade-secret = GDPR Recital 63
withhold-law-legal-advice = GDPR Art. 23(1)(j)
withhold-law-safety = GDPR Art. 15(4), Art. 23(1)(i)

package-covered = One of us read these first. To protect others, parts were covered or left out:
package-covered-parts = { $count ->
    [one] { $label }, 1 part covered
   *[other] { $label }, { $count } parts covered
}
package-covered-whole = { $count ->
    [one] { $label }, 1 left out
   *[other] { $label }, { $count } left out
}

second-look-title = Do you think too much was covered?
second-look-line = Somebody else of the company looks at it once more and tells you.
second-look-do = Ask for a second look
second-look-asked = You asked for a second look on { $date }. Somebody else looks at what was covered or withheld.
review-waits = Some of what we hold was written by people and may name others. One of us reads it first, and you get a message here when that is done.
review-told = What was held back has been read. Make your copy again to get it.
review-again-link = Make it again

problem-not-in-text = These words do not stand in the text: copy them exactly as they stand
problem-still-to-read = Read everything first: something is still to be read

act-stop-opening = Closed an account from a mail
act-receive-copy = Opened a link to a copy
act-hand-over = Handed a copy over by a link
act-ask-second-look = Asked for a second look
act-lift-stop = Opened a closed account
act-see-bench = Read what was held back
act-redact = Decided on a text or file
act-tell-reviewed = Told what came of reading
act-see-sessions = Looked at sessions
act-end-others-sessions = Ended somebody's sessions
