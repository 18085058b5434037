### Looking closer: one collection, one record, its documents; asking and saying something about it.

missing-again = Try again now

## Once a year

still-right = Is this still right?
    .line = We ask once a year. If something is wrong, use “Change” beside it.
    .yes = Yes, it is right
    .no = No, something is wrong

## A big collection

browse-tools = Look for something here
browse-words = Words to look for
browse-sort = Order
browse-sort-none = As it was entered
browse-sort-last = Last entered first
browse-sort-up = { $what }, smallest or A first
browse-sort-down = { $what }, largest or newest first
browse-do = Show
browse-found = { $count } of { $total } match what you look for.
browse-all = Show all
browse-none = Nothing matches
    .line = Try fewer words, or only the beginning of a word. What is hidden on your page is not searched.

## One record

record-open = Everything about this, one by one
record-hidden = Also held, and not shown on a page
file-title = The document
file-open = Open the document
file-fetch = Download the file
reveal-hidden = Hidden, because it is sensitive
reveal-do = Show
# Read aloud after "Show", never seen
reveal-what = { $what }

## What a machine concluded

machine-from = A computer worked this out from: { $what }.
machine-decides = What it decides: { $what }.
machine-unsaid = A computer worked this out.
machine-ask = Ask a person to review “{ $what }”
review-title = Ask a person to review: { $what }
review-lead = A computer came to this. You can have a person look at it and decide anew.
review-from = What went in
review-decides = What it decides
review-unsaid = We have not written this down yet. The person who reviews it tells you.
review-next = One of us looks at it and answers you within one month. You can follow it under “Requests”.
review-reason = What you think about it
    .hint = Say what the computer cannot know. You need not give a reason.
review-do = Ask a person to review it

## Words of one’s own beside a value that is not changed

statement-wrong = Something here is wrong, and there is no “Change” beside it
    .line = You can add your own words. They stay beside the value and are in every copy of your data.
statement-add = Add your words to: { $what }
statement-lead = We do not change this value ourselves. Your words are kept beside it, shown with it, and are in every copy of your data.
statement-words = Your words
    .hint = Say what is right, in at most 2,000 characters.
statement-do = Add my words
statement-when = You said this on { $date }.
