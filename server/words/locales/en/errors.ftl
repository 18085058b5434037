### What goes wrong, and what to do about it.

not-found = There is no page here
    .line = The address may be mistyped, or the page belongs to somebody else and is not shown.
    .do = Go to the first page
trouble = Sorry, there is a problem with the service
    .line = Nothing you sent was acted on. Try again in a few minutes.
    .do = Go to the first page
trouble-origin = This was not sent from a page of ours, so nothing was done. Open the page here and send it again.

unavailable-title = One of our systems does not answer
unavailable-line = { $count ->
        [one] Our system { $systems } does not
       *[other] Our systems { $systems } do not
    } answer. Nothing was done. Try again in a few minutes.
wait-title = Wait a little
wait-line = That was too often in a row. You can try again in { $seconds ->
        [one] one second.
       *[other] { $seconds } seconds.
    }
conflict-title = This has changed
conflict-line = Somebody changed this while you looked at it, and nothing was done. This is how it is now. Look at it again before you decide.

## Why a system could not be asked, after its name

missing-not-connected = is not connected yet, so we could not look in it.
missing-unreachable = does not answer just now.
missing-timed-out = took too long to answer.
missing-faulty = could not be searched. Our engineers can see why.

## What is wrong with an answer. An attribute is the name of the field it is said at.

problem-wrong-sign-in = Address and password do not belong together. Check both.
problem-not-from-here = There were too many wrong tries. Use a browser in which you have signed in before, choose a new password with a code by mail, or come back in a day.
problem-wrong-password = That is not your password. Enter it again.
problem-short-password = Choose a password of at least { $limit } characters.
problem-same-password = This is the password you have already. Choose another.
problem-common-password = This password is easily guessed. Choose another one, for example four words that have nothing to do with each other or with you.
problem-missing = Enter an answer.
    .areas = Tick what you want, or enter a day.
    .email = Enter your e-mail address.
    .password = Enter your password.
    .code = Enter the code.
    .letter = Enter the code of the letter.
    .value = Enter the address or number.
    .name = Enter your name.
    .new = Enter what it should be.
    .ground = Choose a ground.
    .note = Write a note to the person.
    .message = Write your message.
    .details = Write what it is about.
    .remark = Write a note.
    .received = Enter the day it came in.
    .person = Enter the name: nothing else is known.
    .acting = Enter who acts for them.
    .postal = Enter where the letter goes.
    .disputed = Choose what the correction is about.
    .said = Enter what they say.
    .seen = Tick what you saw.
    .reason = Say why.
    .why = Choose a reason.
    .reasons = Tick why more time is needed.
    .outcome = Choose how it was answered.
    .places = Tick what stays.
    .amount = Enter how much, with its currency: 25.00 EUR.
    .burden = Write down why the ground holds.
    .part-burden = Write down why the ground holds.
    .fee-burden = Write down why the ground holds.
    .part-ground = Choose a ground.
    .fee-ground = Choose a ground.
    .part-note = Write a note to the person.
    .fee-note = Write a note to the person.
problem-unchanged = This is what we hold already. Enter what it should be.
problem-too-long = Use at most { $limit } characters.
problem-unprintable = It holds characters that nobody can see. Type it again.
problem-not-an-email = Enter an e-mail address like name@example.org.
problem-not-a-phone = Enter a telephone number like +353 1 234 5678.
problem-not-a-date = Enter a date like 1985-03-27: year, month, day.
problem-not-a-postcode = Enter a postcode, with letters, digits, spaces or hyphens only.
problem-not-confirmed = Tick the box if you want this.
problem-not-on-offer = Choose one of the answers on offer.
    .right = Choose what you want.
    .score = Choose one of the five answers.
    .wanted = Choose what they want.
    .channel = Choose how it came in.
    .field = This may not be asked. Choose something else.
    .contact = For this no code may be sent.
    .lives = Choose one of the places on offer.
    .secret = This can be kept from the person for deletions only.

problem-file-too-large = Choose a file of at most { $limit } MB. A photograph can be sent in a smaller size.
problem-file-kind = Choose a PDF, PNG or JPEG file. The content of this one is something else than its name says, or another kind.
problem-file-too-many = Hand in at most { $limit } files. Remove one first.
problem-file-quota = Many files of yours are waiting here already. Wait until we have answered, then hand in this one.
problem-file-unsafe = Our scanner says that this file may harm computers, so we did not take it. Choose another one.
problem-file-not-scanned = We cannot check files just now, so we did not take it. Try again in a few minutes, or send the correction without it.

## What the rules do not allow

cannot-title = This cannot be done now
cannot-stage = The request has moved on, so this is no longer possible. Look at where it stands now.
cannot-four-eyes = You entered this request or checked who asks. Somebody else has to approve it.
cannot-weak-proof = What we know about who asks is not enough for this right.
cannot-no-plan = A deletion is approved with its plan. Load the page again to see the plan.
cannot-hold = It waits until { $day }, so that the person can change their mind.
cannot-paused = The clock is stopped. It has to run again first.
cannot-not-paused = The clock is running already.
cannot-no-pause = The law does not let the clock wait for this.
cannot-no-extension = The law gives no more time here, or it was taken already.
cannot-too-late = The first period ended on { $day }. It cannot be made longer now.
cannot-too-early = There is time until { $day } to show who asks.
cannot-no-reason = Give a reason. The person has a right to it.
cannot-unknown-ground = The law knows no such ground for this right. Choose another one.
cannot-no-rules = The rules for this request are missing. An administrator has to put them back.
cannot-mailbox-only = So far you have shown that you read this mailbox, and somebody else might too. So until { $day } you see a summary. After that you see everything. With a code that we send you by letter it goes faster: write to us.

problem-wrong-code = That code does not fit. Check it, or have a new one sent.
problem-somebody-elses = Somebody else has shown that this is theirs. Write to us if it is yours.
problem-before-start = The last day is before the first. Change one of them.
