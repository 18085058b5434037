### The queue in full, the morning, finding somebody, doing the same with many.

staff-count-week = due within 7 days
staff-count-waiting = waiting for the person
staff-filter-week = Within 7 days

queue-who = Looked after by
queue-who-any = Anybody
queue-who-me = Me
queue-who-nobody = Nobody yet
queue-more = More questions
queue-law = Law
queue-law-any = Any law
queue-checked = Who asks
queue-checked-any = Checked or not
queue-checked-yes = Checked
queue-checked-no = Not checked yet
queue-waiting = Clock
queue-waiting-any = Running or stopped
queue-waiting-yes = Stopped: the person is asked
queue-waiting-no = Running
queue-system = Stopped by
queue-system-any = Any system
queue-find = Find a person

queue-head-pick = Pick
queue-head-who = Looked after by
queue-pick = Pick { $reference }
queue-blocked-by = by { $system }
queue-waits = waits for the person
queue-unchecked = who asks is not checked
queue-mine = You
queue-nobody = Nobody

queue-picked = With those you pick:
queue-bulk-take = Take them on
queue-bulk-release = Give them back
queue-bulk-extend = Take more time
queue-export = Take this list away (CSV, without names)
queue-keys = Keys: j and k move, x picks, o opens, a takes it on, p goes to approve it, / goes to the questions.

queue-views = Views that were kept
queue-keep = Keep this view
queue-keep-name = Name
queue-keep-shared = For everybody at the desk
queue-keep-do = Keep it
queue-shared = shared
queue-drop = Drop it

bulk-will-take = { $count ->
        [one] You look after this request from now on.
       *[other] You look after these { $count } requests from now on.
    }
bulk-will-release = { $count ->
        [one] Nobody looks after this request any more.
       *[other] Nobody looks after these { $count } requests any more.
    }
bulk-will-extend = { $count ->
        [one] This request gets more time, once. The person is told why and until when.
       *[other] These { $count } requests get more time, once. Each person is told why and until when.
    }
bulk-do-take = { $count ->
        [one] Take it on
       *[other] Take { $count } on
    }
bulk-do-release = { $count ->
        [one] Give it back
       *[other] Give { $count } back
    }
bulk-do-extend = { $count ->
        [one] Take more time for it
       *[other] Take more time for { $count }
    }
bulk-leave = Change nothing
bulk-cannot = { $count ->
        [one] It cannot be done with this one
       *[other] It cannot be done with these { $count }
    }
bulk-done = Done with { $done } of { $all }.
bulk-done-rest = The rest was changed by somebody else meanwhile, or the rules do not allow it. Nothing happened to it.
bulk-back = Back to the queue
bulk-none = Nothing is picked
    .line = Go back and pick the requests first.

find-title = Find a person
find-line = Enter one value, whole. You see the requests of whoever proved that it is theirs. That you looked is written down, and the person can see it.
find-kind = Known by
find-value = Value
find-do = Find
find-found = { $count ->
        [one] One request
       *[other] { $count } requests
    }
find-none = Nobody is known by that.
    .line = Check the spelling. A part of a value finds nobody. Somebody who never wrote to us here is not known here, even if they are a customer.
identity-email = E-mail address
identity-phone = Telephone number
identity-customer-id = Customer number

morning-title = Today
morning-first = What is due first
morning-all = The whole queue
morning-days = The last 30 days
morning-days-said = In 30 days { $received } requests came in and { $finished } were finished.
morning-received = Came in
morning-finished = Finished
morning-day = Day
morning-table = The same as a table
morning-times = How long answers took
morning-times-none = Nothing was answered in the last 90 days.
morning-times-line = { $answered ->
        [one] One answer in the last 90 days, { $onTime } on time. It took { $median } days.
       *[other] { $answered } answers in the last 90 days, { $onTime } on time. Half of them took no longer than { $median } days; the average is { $mean }.
    }
morning-on-time = { $onTime } on time, { $late } late

nav-morning = Today

queue-team = Team
queue-team-any = Any team
queue-way-any = Any way
queue-language-any = Any language
staff-count-today = due today
staff-count-inner = past our own day
staff-count-to-verify = to check who asks
staff-filter-today = Today
staff-filter-inner = Past our own day
queue-bulk-assign = Hand them to a colleague
queue-bulk-team = Change their team
queue-bulk-message = Write to them
queue-bulk-duplicate = Refuse as asked before
channel-account = Through their account
channel-visitor = Without an account
