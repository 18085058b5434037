### What lasts after a decision: erased people who come back, holds, restrictions, who is told.

## Erased people who are in the systems again

nav-returned = Erased and back
back-title = Erased people who are back
back-lead = These people were erased, and a system holds them again. As a rule a backup was restored. Until you decide, their own pages are closed.
back-looked = We last looked at { $at }. The next look is at { $next }.
back-never-looked = Nobody has looked yet. It happens when the program that does the work starts.
back-blind = We could not look for erased people in { $systems }. We try again soon, by ourselves.
back-none = Nobody who was erased is back.
    .line = Every system is looked through once a day, and whenever the program starts.
back-head-erasure = Erasure
back-head-systems = Found again in
back-head-seen = First seen
back-head-do = Decide
back-number-unknown = number no longer known
back-erased-at = erased { $at }
back-lawful-do = They are lawfully back
back-replay-title = If a backup was restored
back-replay = Whoever runs this service erases them once more. The first command shows what would go, the second does it.
back-morning = { $count ->
        [one] One erased person is
       *[other] { $count } erased people are
    } in our systems again.
back-morning-see = See who, and decide
act-judge-return = Said that somebody erased is lawfully back
act-say-returned = Somebody erased is lawfully back
cannot-erased-back = We had deleted data about you, and one of our systems has brought some of it back. We are putting that right first. Until then we show you nothing of what is held. You can still write to us.

## Who else is told

morning-to-tell = Others to be told
morning-to-tell-count = { $count ->
        [one] one recipient
       *[other] { $count } recipients
    }
tell-title = Tell who else has the data
tell-law = GDPR Art. 19. Note it here once you have told them; the person can see it, and so can whoever has the receipt.

## Holds and restrictions, for staff

holds-title = What keeps this person’s data as it is
holds-lead = A legal hold keeps everything as evidence. A restriction means that the data is only stored. Both count for every act, until they are lifted here.
holds-none = Nothing stands.
    .line = What stood before is listed here too.
holds-link = Legal hold or restriction
holds-see = See, or lift
hold-short = hold
restricted-short = restricted
hold-kind-legal = Legal hold
hold-kind-restriction = Restriction
hold-stands = stands
hold-ended = lifted
hold-ground = Ground
hold-reason = Reason, for staff
    .hint = Case number, who asked for it, until when it is expected to last
hold-who-knows = Who may know
hold-told = The person may know.
hold-secret = Nobody outside may know. Say nothing of it to the person.
hold-secret-short = (secret)
hold-placed = Placed
hold-placed-by = { $at }, { $who }
hold-by-law = by a rule of the law
hold-places = Only
hold-systems = Written in
hold-obeyed = { $system }: done.
hold-not-obeyed = { $system }: not yet.
hold-end-told = The person was told at { $at } that it ends.
hold-lifted = Lifted at { $at } by { $who }.
hold-other-eyes = You placed it, so somebody else has to lift it.
hold-tell-first = Before it ends, the person must be told (GDPR Art. 18(3)).
hold-tell-end-do = Tell the person that it ends
hold-lift-do = Lift it
hold-place-title = Place a legal hold
hold-place-line = Nothing about this person is deleted and no machine corrects anything, whatever has been approved, until somebody other than you lifts it.
hold-place-do = Place the hold
hold-tell = The person may know of it
    .hint = Without this tick, or on a secret ground, no page, copy or receipt of the person mentions it.
restrict-title = Restrict what is done with the data
restrict-line = The data stays and is only stored. A copy, a no and what the person agrees to go on.
restrict-case = Which case
restrict-some = Only a part of the data
restrict-places = Restrict only
    .hint = Tick nothing to restrict everything.
restrict-do = Restrict
restriction-accuracy = The person says it is wrong, and we are checking (GDPR Art. 18(1)(a))
restriction-unlawful = We hold it unlawfully, and the person does not want it deleted (GDPR Art. 18(1)(b))
restriction-claims = The person needs it for a legal claim (GDPR Art. 18(1)(c))
restriction-objection = The person objected, and we are weighing it (GDPR Art. 18(1)(d))
hold-on-request = A legal hold stands: { $ground }.
restricted-on-request = The data is restricted: { $ground }.
act-place-hold = Placed a legal hold
act-lift-hold = Lifted a legal hold
act-restrict = Restricted somebody’s data
act-tell-end = Told somebody that a restriction ends
act-lift-restriction = Lifted a restriction
act-restrict-by-rule = Restricted somebody’s data, because the law says so
cannot-held = A legal hold stands on this person. It has to be lifted first, by somebody else than who placed it.
cannot-restricted = While your data is restricted, we only store it. So this cannot be done now.
cannot-not-told = The person has to be told before a restriction ends.
stuck-held = A legal hold or a restriction stands on the person. Once it is lifted, have this tried again.

## Restrictions, for the person

stands-restricted = Since { $since } your data is restricted: we keep it, and do nothing else with it.
restriction-you-accuracy = You told us that something is wrong, and we are checking it.
restriction-you-unlawful = You asked us to keep it and not to use it.
restriction-you-claims = You need it for a legal claim.
restriction-you-objection = You objected, and we are deciding about it.
stands-held = Since { $since } we have to keep your data as it is, so nothing can be deleted now.
stands-only = This is only about: { $places }.
stands-ends = The restriction ends soon. We have written to you about it.

## A restriction ends

mail-restriction-ends =
    Your data with { $company } was restricted: we only stored it. That ends soon. After that we may use it again, as we did before.

    If you do not agree, write to us before that, on the page of your request { $number }:

    { $home }/requests/{ $number }
    .subject = The restriction of your data ends

## What had to stay

later-title = What had to stay
later-follows = This takes what another erasure had to leave:
later-due = After { $date } the first of it is erased by itself.
later-begun = After { $date } it was taken up:
later-over = Nothing of it is left.
later-waits-hold = It waits, because a hold or a restriction stands.
later-waits-dispute = It waits, because a request of that person is open.
later-waits-store = It waits, because a system does not answer.
act-erase-later = Began to erase what had to stay

## What a law wants said to be held, and never shown

withheld-government-id = a number that a government gave you
withheld-account-number = a number of an account or card
withheld-medical-number = a number of your health insurance or medical record
withheld-password = a password
withheld-security-answer = the answer to a security question
withheld-biometric = a measurement of your body by which you can be recognised
data-withheld-by-law = { $field }: we hold { $what }. The law does not let us show it, so that nobody else can get it in your name. { $law }
package-by-law-title = These are held, and the law does not let us put them into a copy, so that nobody else can get them in your name.
package-by-law = { $field }: { $what }, { $count ->
        [one] in 1 record
       *[other] in { $count } records
    }. { $law }

## One value in several places

correct-also = The same value is also held here, and is changed there too:
correct-also-place = { $system }, { $collection }: { $field }
correct-also-changed = { $system }, { $collection }: { $field }. Changed.
correct-also-left = { $system }, { $collection }: { $field }. Left as it is, because something else stands there by now.
correction-forgotten = The old and the new value were kept as proof for a while and are deleted now.
