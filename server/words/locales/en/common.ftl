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
footer-who = { $company } is responsible for your data.
footer-check = Check a receipt
footer-made = Runs on Habeas, which anybody may inspect.
# Each language by its own name
language-label = Language
language-en = English
language-es = Español

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


reference = Your number

## Work that runs

progress-of = { $done } of { $all } systems are done
progress-not-begun = Not begun yet. This page shows it as soon as it begins.
progress-reload = Load this page again to see how far it is.
progress-lost = We cannot reach the service just now. The work goes on without this page.
progress-state-waiting = Waiting
progress-state-running = Working
progress-state-done = Done
progress-state-needs-person = Stopped; somebody here is looking at it
progress-state-retrying = Does not answer; we try again

## The rights, as things that were asked for

right-access = Copy of the data
right-portability = Copy to take elsewhere
right-rectification = Correction
right-erasure = Deletion
right-restriction = Leave the data alone
right-objection = Objection
right-opt-out = Opt-out
right-automated-decision-review = Review of a machine’s decision
right-complaint = Complaint

## Why an answer is due on its day: sentences in a row

due-received-on = Received { $date }.
due-identity-shown-on = The time began on { $date }, when it was clear who asks.
due-same-day = { $number ->
        [one] One month
       *[other] { $number } months
    } from then is { $date }.
due-short-month = { $number ->
        [one] One month
       *[other] { $number } months
    } from then ends with the month, on { $date }.
due-days = { $number ->
        [one] One day
       *[other] { $number } days
    } from then is { $date }.
due-business-days = { $number ->
        [one] One working day
       *[other] { $number } working days
    } from then is { $date }.
due-paused = { $number ->
        [one] One day
       *[other] { $number } days
    } of waiting for the person do not count: { $date }.
due-saturday = { $date } is a Saturday.
due-sunday = { $date } is a Sunday.
due-holiday = { $date } is { $holiday }.
due-holiday-substitute = { $holiday } is kept on { $date }.

holiday-all-saints-day = All Saints’ Day
holiday-armistice-1918 = Armistice Day
holiday-ascension-day = Ascension Day
holiday-assumption-day = Assumption Day
holiday-august-holiday = the August holiday
holiday-bastille-day = Bastille Day
holiday-boxing-day = Boxing Day
holiday-christmas-day = Christmas Day
holiday-columbus-day = Columbus Day
holiday-easter-monday = Easter Monday
holiday-easter-sunday = Easter Sunday
holiday-german-unity-day = German Unity Day
holiday-good-friday = Good Friday
holiday-immaculate-conception = the Immaculate Conception
holiday-independence-day = Independence Day
holiday-june-holiday = the June holiday
holiday-juneteenth = Juneteenth
holiday-labour-day = Labour Day
holiday-martin-luther-king-day = Martin Luther King Day
holiday-may-holiday = the May holiday
holiday-memorial-day = Memorial Day
holiday-new-years-day = New Year’s Day
holiday-october-holiday = the October holiday
holiday-second-christmas-day = the second day of Christmas
holiday-spanish-constitution-day = Constitution Day
holiday-spanish-national-day = the National Day of Spain
holiday-spring-holiday = the spring holiday
holiday-st-brigids-day = Saint Brigid’s Day
holiday-st-patricks-day = Saint Patrick’s Day
holiday-st-stephens-day = Saint Stephen’s Day
holiday-thanksgiving = Thanksgiving
holiday-us-labor-day = Labor Day
holiday-veterans-day = Veterans Day
holiday-victory-1945 = Victory Day
holiday-washingtons-birthday = Washington’s Birthday
holiday-whit-monday = Whit Monday

## On what a request can be refused: the person reads this, staff choose it

refusal-unfounded = The request was plainly not made to use this right.
refusal-excessive = The same was asked so often that it is too much.
refusal-not-identified = It could not be told who is asking.
refusal-rights-of-others = The answer would give away other people’s data.
refusal-accurate = What is held is correct.
refusal-free-expression = It is needed for free expression and information.
refusal-legal-obligation = A law says that it must be kept.
refusal-public-health = It is needed for public health.
refusal-archiving-or-research = It is needed for archives or research in the public interest.
refusal-legal-claims = It is needed for legal claims.
refusal-compelling-grounds = There are strong reasons to go on, and they weigh more here.
