### Correcting a field.

correct-title = Correct: { $what }
correct-where = Held in “{ $system }”, under “{ $collection }”.
correct-new = { $what }: what it should be
correct-reason = Why it is wrong
    .hint = It helps whoever looks at it. You need not give a reason.
correct-check = Continue
correct-hint-email = Like name@example.org
correct-hint-phone = Like +353 1 234 5678
correct-hint-date = Year, month, day, like 1985-03-27
correct-hint-max = At most { $limit } characters

correct-check-title = Check before you send: { $what }
correct-check-lead = Nothing has changed yet.
correct-after-review = One of us looks at it first. You get an answer within one month.
correct-at-once = It is changed in “{ $system }” as soon as you send it.
correct-send = Send the correction
correct-told = When it is done, these are told too: { $who }.
correct-contact = This is how we reach you, or how you sign in. So nobody changes it at once: one of us makes sure with you first.
correct-statement = You would rather keep the value and say something about it?
    .do = Add your own words

evidence-label = A document that shows it
    .hint = For example a letter or a photograph of one: PDF, PNG or JPEG, at most { $count } files of { $limit } MB each. Only those who decide see it. We delete it 30 days after the decision.
evidence-there = You have handed in:
evidence-remove = Remove

## A correction on its way

correction-handed-in = You handed in: { $files }.
correction-refused = You can say what is right in your own words. They stay beside the value.
told-title = Who else is told
told-on = told on { $date }
told-not-yet = not told yet
reviewed-value = What the computer came to

## For staff

correction-contact = This is how the person is reached or signs in. Make sure with the person, at the new address, and tell the old one before you approve.
correction-reason = What the person says
correction-evidence = What the person handed in
correction-evidence-seen = The person sees that you opened it.
correction-tell = Who else has to be told (GDPR Art. 19)
tell-do = Mark as told:
reviewed-title = What a machine decided
reviewed-system = System
answer-line = A person has looked at it and told the one who asked what came of it.
answer-do = Mark as answered
