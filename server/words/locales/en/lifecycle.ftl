### The course of a request: what it waits for, what was refused of it, fees, joining, reminders,
### letters.

## The rights that came later

right-consent-withdrawal = Withdrawal of consent
right-appeal = Look at the answer again
ask-right-consent-withdrawal = To take back a permission I gave you
ask-right-appeal = That somebody looks at your answer again
other-hint-consent-withdrawal = Say what you allowed us. We stop, as if you had not.
other-hint-appeal = Somebody other than before looks at our answer.
other-hint-no = You need no reason. It holds as soon as you send it.
ask-no-direct-marketing = That you send me no advertising
ask-no-sale-or-sharing = That you do not sell or share my data
ask-no-sensitive-data = That you do not use what is sensitive about me
ask-no-automated-decisions = That no machine decides about me by itself
appeal-link = Ask us to look at this answer again
appeal-title = Look at { $number } again
appeal-lead = Write what you think is wrong with our answer. Somebody other than before looks at it and answers. You can also go to the authority at any time.

## What somebody says no to

no-to-direct-marketing = No advertising
no-to-sale-or-sharing = No selling and no sharing of data
no-to-sensitive-data = No use of what is sensitive
no-to-automated-decisions = No decisions by a machine alone
no-holds = Your no holds from the moment you sent it:
sent-no = Your no holds from now on. We are telling our systems:
sent-no-done = Your no holds, and our systems know it:
sent-no-left = There is nothing to confirm. What is printed or on its way already may still reach you.
outcome-in-full-opt-out = Our systems know that you said no.
outcome-in-full-objection = We no longer use your data for this.
outcome-in-full-consent-withdrawal = What you had allowed us has ended.
outcome-nothing-held-opt-out = We found nothing under what you gave us. We remember your no, and it holds if we ever come to know you by it.
outcome-nothing-held-objection = We found nothing under what you gave us. We remember your no, and it holds if we ever come to know you by it.
choices-how-request = said in a request

## Who must act

request-state-joined = Goes on in another request
request-next-joined = We go on with the other request. Nothing is lost.
request-waits-identity = We wait for you: show us who you are. Until then the time stands still.
request-waits-scope = We wait for you: tell us what you mean. Until then the time stands still.
request-waits-fee = We wait for the fee, or for you to take the request back. Until then the time stands still.
request-waits-now-identity = Waiting for you to show who you are
request-waits-now-scope = Waiting for you to say what you mean
request-waits-now-fee = Waiting for the fee

## The story, as the person reads it

story-acknowledged = We confirmed that we have it
story-refused-in-part = A part was refused
story-prepared = We wrote down what will be changed
story-fee-asked = We asked for a fee
story-fee-paid = The fee has come
story-fee-waived = We no longer ask for the fee
story-joined = Closed, because another request asks for the same
story-joined-by = It goes on for another request, too
story-sampled = A person looks at it
story-due = You get an answer by { $date }.
extension-complexity = Your request is complex.
extension-number = You have made many requests.
pause-identity = We need to be sure who asks.
pause-scope = We hold much, and need to know what you mean.
pause-fee = A fee was asked for.

## What was refused, and what one can do

denied-stays = What stays
denied-purpose = What for
denied-until = Until
parts-title = What we could not do
remedy-again = If you think this is wrong, you can ask us to look at it again. Somebody other than before does.
remedy-again-until = If you think this is wrong, you can ask us until { $day } to look at it again. Somebody other than before does.
remedy-court = You can also go to court.

## A fee

fee-title = We ask for a fee
fee-open = The fee is { $amount }. Nothing has been charged.
fee-not = If you do not want to pay, you can take the request back, ask for less, or complain.
fee-paid = The fee of { $amount } has come.
fee-waived = A fee was asked for and let go.

## Asked twice

asked-already = You have asked already
    .here = In this browser you asked for this: { $right }, { $number }. If you want to add something, write to us about that number. You can also ask anew below.
asked-add = Add something to { $number }
asked-anew = Ask anew all the same
asked-anew-below = You can also ask anew below.
same-title = You have asked for the same before
same-line = It is still open, and its time began earlier:
same-do = Close this, go on with { $number }

## Where somebody lives

lives = Where do you live?
    .hint = It decides which law counts for you.
lives-elsewhere = Somewhere else
lives-title = Where you live
lives-line = It decides which law counts for what you ask from now on.
lives-do = Remember this
place-us-ca = California
place-gb = United Kingdom

## Staff: the queue and the morning

staff-stage-joined = Joined to another
staff-due-stands = the clock stands still
staff-count-sampled = to review
queue-sampled = Picked for review
queue-sampled-any = Whether or not
queue-sampled-yes = Only those
queue-sampled-no = All others
queue-sort = Sorted by
queue-sort-due = The legal date
queue-sort-inner = Our own date
morning-reminded = Reminded since yesterday
reminder-acknowledge = Receipt has to be confirmed
reminder-inner = We meant to be done
reminder-before = The answer is due soon
reminder-due = The answer is due
reminder-late = The answer is late

## Staff: one request

tale-acknowledged = Receipt confirmed
tale-refused-in-part = Refused in part
tale-prepared = Correction written down
tale-fee-asked = Fee asked for
tale-fee-paid = Fee came
tale-fee-waived = Fee let go
tale-joined = Closed in favour of another
tale-joined-by = Goes on for another, too
tale-sampled = Picked for a person to review
tale-due = Answer by { $date }.
sampled-title = A rule would have approved this
sampled-line = The rule “{ $rule }” fits it. It was picked so that a person sees what the rule lets through. Decide as you would without the rule.
by-letter-title = No mail reaches this person
by-letter-line = What they are told has to be posted. The letters are below.
unprepared-title = Nobody has written down what to change
unprepared-line = It was asked for in words. It can be approved once it says which field becomes what. It can also be made by hand in the system, and then answered.
staff-no-title = Carried out by itself
staff-no-line = It needs no proof and no decision, and cannot be refused.
burden-title = Why we hold it to be unfounded or excessive
staff-fee-title = Fee
staff-fee-open = { $amount } asked for. Nothing is done until it has come or is let go.
fee-paid-do = The fee has come
fee-waive-do = Let the fee go
staff-parts-title = Refused in part
acknowledge-line = Receipt has to be confirmed by { $day }. No mail could be sent, so post the letter first.
acknowledge-do = The letter is posted
letters-line = Letters to the person, in their language:
letter-kind-received = Receipt confirmed
letter-kind-identity = Show who you are
letter-kind-scope = Say what you mean
letter-kind-fee = A fee is asked for
letter-kind-extended = More time is needed
letter-kind-answered = The answer
letter-kind-refused = The refusal
letter-kind-expired = Closed without proof
letter-print = Print this page. What you see above the letter is not printed.
join-to-line = The same person asks for the same here, too. Closing this one loses nothing: the other one goes on for both.
join-to-do = Close this one in favour of { $number }
ask-fee-title = Ask for a fee
ask-fee-line = The person is warned by this before anything is charged. Nothing is done until the fee has come or you let it go.
ask-fee-amount = How much
    .hint = With its currency: 25.00 EUR. No more than what it costs you.
ask-fee-do = Ask for the fee
refuse-burden = Why the ground holds, for our own record
    .hint = Needed for what is unfounded or excessive: the company has to be able to show it. The person does not read it.
answer-outcome = How was it answered?
answer-outcome-in-full = In full: all that was asked for was done
answer-outcome-in-part = In part
answer-outcome-nothing-held = Nothing is held about the person
answer-part-line = If in part: what was refused, and why.
part-title = Refuse a part of it
part-line = What you tick stays as it is. The rest can then be approved. The person reads it with the answer.
part-do = Refuse this part
part-places = What stays
    .hint = Tick all that is refused.
part-purpose = For what it is still used
    .none = Not said
part-until = Until when it stays
part-secret = Who may be told
    .yes = Staff only. The person is not told of this part.
stuck-unprepared = Nobody has written down which field becomes what.

act-acknowledge = Confirmed receipt
act-join = Joined a request to another
act-print-letter = Made a letter
act-refuse-part = Refused a part of a request
act-ask-fee = Asked for a fee, or settled it
act-sample = Picked a request for review
act-remind = Reminded staff of a request

cannot-absolute = This cannot be refused. It is done at once.
cannot-not-prepared = It does not say yet which field becomes what. Somebody has to write that down first.
cannot-fee-open = A fee was asked for. It has to come, or to be let go, first.
cannot-no-fee = The law knows no fee here, or one was asked for already.
cannot-no-fee-open = No fee is open.
cannot-no-acknowledgement = There is nothing to confirm.
cannot-not-the-same = These two cannot be joined: they ask for different things, or one of them is finished.
problem-hangs-on-others = This cannot stay alone: it hangs on records that go. Tick those, too.

## Letters

letter-subject = Your request { $number }: { $right }
letter-received =
    We received your request on { $received }. You get an answer by { $day }.

    Before we hand out, change or delete anything we check that you are who you say. For that we ask for nothing that we do not hold already. Then we look in all our systems and write to you.
letter-identity =
    Before we go on with your request of { $received } we need to be sure that it is you who asks. Until you have shown it, the time for our answer stands still.

    Call us or write to us, and we agree how you can show it. We need no copy of an identity document.
letter-scope =
    We hold much about you. To answer your request of { $received } we need to know what you mean: which matters, or which time.

    Write to us. Until then the time for our answer stands still. If you want everything, say so.
letter-fee =
    You sent us your request on { $received }. For what it asks we may ask for a fee, and we tell you before anything is charged.
letter-extended =
    We need more time for your request of { $received }. You get an answer by { $day }. The reasons:
letter-answered =
    This is our answer to your request of { $received }.
letter-refused =
    We have looked at your request of { $received } and cannot do it. The reason:
letter-expired =
    You sent us a request on { $received }. By { $day } nobody had shown us who asked, and we hand out, change and delete data only for the person whose it is. So we have closed it.

    Without showing who you are you can still say no: to advertising, to the selling or sharing of your data, to the use of what is sensitive. What kinds of data we hold, why, from where, who gets them and until when, we tell everybody who asks.

    You can ask again at any time.
letter-close =
    If you have a question, write to { $email } with the number { $number }. You can follow your request at { $home }.

    { $company }
letter-stays = What stays: { $what }.
letter-purpose = What it is still used for: { $what }.
letter-until = It stays until { $date }.

## Mails

mail-request-acknowledged =
    We have your request: { $right }. Its number is { $number }. You get an answer by { $day }.

    This is how it goes: we check that you are who you say, with what we hold already. Then we look in all our systems, do what you ask for, or tell you why we cannot, and write to you.

    If it was not you who asked, write to us; how to reach us is on the first page: { $home }
    .subject = We have your request { $number }
mail-said-no =
    We have your no: { $right }. Its number is { $number }. It holds from now on, and our systems are told by { $day } at the latest.

    You need do nothing, and nothing has to be confirmed. What is printed or on its way already may still reach you.
    .subject = Your no holds ({ $number })
mail-said-no-done =
    You said no ({ $right }, { $number }), and it is done. Where we know you, our systems have taken it. Where we do not, we remember it for the day we might.
    .subject = Your no is carried out ({ $number })
mail-request-fee =
    For your request { $number } ({ $right }) we would have to ask for a fee. Nothing has been charged. How much it is, why, and what else you can do stands here:

    { $home }/requests/{ $number }
    .subject = A fee for your request { $number }
mail-request-joined =
    Your request { $number } ({ $right }) asks for the same as another one of yours. We have closed it and go on with the other one, whose time began earlier. You see both here:

    { $home }/requests
    .subject = Your request { $number } goes on in another
mail-remind-acknowledge =
    Receipt of { $number } ({ $right }) has to be confirmed by { $day }. No mail could be sent to the person: print the letter and post it.

    { $home }/staff/requests/{ $number }
    .subject = { $number }: confirm receipt by { $day }
mail-remind-inner =
    We mean to be done with { $number } ({ $right }) by today. By law the answer is due by { $day }.

    { $home }/staff/requests/{ $number }
    .subject = { $number }: today is our own date
mail-remind-before =
    The answer to { $number } ({ $right }) is due by { $day }.

    { $home }/staff/requests/{ $number }
    .subject = { $number }: due by { $day }
mail-remind-due =
    The answer to { $number } ({ $right }) is due today, { $day }.

    { $home }/staff/requests/{ $number }
    .subject = { $number }: due today
mail-remind-late =
    The answer to { $number } ({ $right }) was due by { $day } and is late. Answer it, and tell the person why it took so long.

    { $home }/staff/requests/{ $number }
    .subject = { $number }: late

## Days, grounds

due-fee-paid-on = The time began on { $date }, when the fee had come.
holiday-all-souls-day = All Souls’ Day
holiday-christmas-eve = Christmas Eve
holiday-constitution-day = Constitution Day
holiday-corpus-christi = Corpus Christi
holiday-epiphany = Epiphany
holiday-europe-day = Europe Day
holiday-freedom-day = Freedom Day
holiday-great-prayer-day = the Great Prayer Day
holiday-kings-day = the King’s Day
holiday-liberation-day = Liberation Day
holiday-maundy-thursday = Maundy Thursday
holiday-midsummer-day = Midsummer Day
holiday-national-day = the National Day
holiday-new-years-eve = New Year’s Eve
holiday-public-holiday = a public holiday
holiday-republic-day = Republic Day
holiday-second-of-january = the second day of the year
holiday-second-of-may = the second day of May
holiday-statehood-day = Statehood Day
refusal-transaction = It is needed for what you ordered, or for a contract or warranty with you.
refusal-security = It is needed to keep systems and people safe.
refusal-debugging = It is needed to find and mend faults.
refusal-research-with-consent = It is needed for research that you agreed to.
refusal-expected-use = It is used inside the company only, in a way that you can expect.
