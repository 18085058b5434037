### What the person and the company write to each other about a request, what the person thought of
### the answer, and the rights that have no page of their own.

messages-title = Messages
messages-new = There is a message for you
messages-new-on = About your request { $number }
message-none = Nothing has been written yet.
message-from-you = You
message-from-us = We
message-from-person = The person
message-late = Why it is late
message-gone = The words were erased with the person.
message-read = Read { $when }
message-unread = Not read yet
message-to-us = Write to us about this
message-to-person = Write to the person
message-title = Messages about { $number }
message-lead = Somebody who works on your request reads it. We answer here, and a mail tells you when there is an answer.
message-lead-staff = A mail tells the person that there is a message, and not what it says.
message-write = Write
message-label = Your message
message-files = Files
    .hint = PDF, PNG or JPEG, at most { $count } files of { $limit } MB each. They are deleted 30 days after the answer.
message-explains = This says why the answer is late. It stands on the page of the request.
message-send = Send it

## What one thought of the answer

rate-title = How did we do?
rate-legend = How was it, from asking to the answer?
rate-5 = Very good
rate-4 = Good
rate-3 = Neither good nor bad
rate-2 = Bad
rate-1 = Very bad
rate-words = What should we know?
rate-do = Send it
rate-said = You said: { $score }. Thank you.
rated-title = What the person thought of it

## What has no page of its own

other-link = Ask for something else: to be left alone, to object, to complain
other-title = Ask for something else
other-lead = A person here reads what you write and answers it. You follow it on the page of the request.
other-hint-restriction = We keep what we hold and do nothing else with it, for example while it is unclear whether it is right.
other-hint-objection = You say why, in your situation, we should not use it. To stop advertising you need no reason: use your choices.
other-hint-complaint = Somebody other than before looks at what went wrong.
other-details = What is it about?
    .hint = In your own words. Leave out what is about other people.
other-do = Send it
complain-link = Complain about how we handled this
complain-title = Complain about { $number }
complain-lead = Write what went wrong. Somebody other than before looks at it and answers. You can also go to the authority at any time.

## For staff

asked-signed-in = They had signed in and wrote this.
asked-wrote = What you wrote
asked-title-signed-in = What they wrote
asked-about = It is about
morning-unread = Messages that nobody has read
morning-unread-since = since { $when }
morning-ratings = What people thought of their answers
morning-ratings-none = Nobody has said so in the last 90 days.
morning-score = Answer
morning-score-count = Given
