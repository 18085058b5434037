### Words used on every page.
### One person reads them: short sentences, what happens next, and when.

## Dates, numbers, sizes, lists. The order of the parts is yours to change.

date-long = { $day } { $month } { $year }
date-short = { $day } { $month } { $year }
date-weekday = { $weekday } { $date }
date-moment = { $date }, { $time }

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

number-plain = { $n }
size-b = { $whole } { $whole ->
        [one] byte
       *[other] bytes
    }
size-kb = { $whole } kB
size-mb = { $whole }.{ $tenth } MB
size-gb = { $whole }.{ $tenth } GB
list-two = { $first } and { $last }
list-more = { $first }, { $rest }

count-records = { $count } { $count ->
        [one] record
       *[other] records
    }

## The frame of every page

skip-to-content = Skip to the content
# The name of the place, after the company: "Fernhill Home & Garden · Your data, your say"
service-name = Your data, your say
page-title = { $page } · { $company }
page-title-error = Error: { $title }
nav-main = Main
nav-staff = Staff
nav-data = Your data
nav-choices = Choices
nav-requests = Requests
nav-queue = Queue
nav-audit = What happened
sign-out = Sign out
back = Back
footer-label = About this service
footer-who = { $company } is responsible for your data.
footer-check = Check a receipt
footer-made = Runs on Habeas, which anybody may inspect.

## Forms

problem-title = There is a problem
optional = (optional)
not-provided = Not provided
error-prefix = Error:
change = Change
# Read aloud after "Change", never seen: "Change e-mail address"
change-what = { $what }
compare-old = Now
compare-new = New

## Lists and pages of results

pager-label = Pages of results
pager-previous = Previous page
pager-next = Next page
pager-where = Page { $page } of { $pages }
table-scroll = { $what }, scrolls sideways

## A request and its story

step-done = Done
step-now = Now
step-next = Next
step-stopped = Stopped

request-state-received = Received
request-state-verifying = Checking who you are
request-state-open = With a person
request-state-approved = Approved, waiting
request-state-running = Being done
request-state-answered = Answered
request-state-refused = Refused
request-state-withdrawn = Withdrawn
request-state-expired = Closed, no reply
request-state-needs-a-person = Needs a person

reference = Your number

## Work that runs

progress-of = { $done } of { $all } systems answered
progress-live = This list is kept up to date while you watch.
progress-reload = Load this page again to see how far it is.
progress-lost = We cannot reach the service just now. The work goes on without this page.
progress-state-waiting = Waiting
progress-state-running = Working
progress-state-done = Done
progress-state-needs-person = Stopped; somebody here is looking at it
progress-state-retrying = Does not answer; we try again
