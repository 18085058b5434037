### Receipts and checking them.

## The receipt as text

receipt-title = Receipt of an erasure
receipt-company = Erased by
receipt-asked-on = Asked for on
receipt-approved-on = Approved on
receipt-done-at = Done at (UTC)
receipt-versions = Version of the data map / of the program

receipt-summary =
    { $company } deleted { $deleted ->
        [one] { $deleted } record
       *[other] { $deleted } records
    }, changed { $anonymised ->
        [one] { $anonymised } record so that it is
       *[other] { $anonymised } records so that they are
    } no longer about the person, cut the person loose from { $unlinked ->
        [one] { $unlinked } record that is
       *[other] { $unlinked } records that are
    } somebody else’s too, and kept { $kept ->
        [0] nothing.
        [one] { $kept } record, for the reason below.
       *[other] { $kept } records, for the reasons below.
    }
receipt-nothing-held = Nothing held.
receipt-deleted = { $count } deleted.
receipt-anonymised = { $count } changed so that nobody can be recognised.
receipt-unlinked = { $count } somebody else’s too: the person’s part was cut off.
receipt-kept-until = { $count } kept until { $until }. { $ground } ({ $law }).
receipt-kept = { $count } kept. { $ground } ({ $law }).

## Searches afterwards

receipt-round = { $moment }: all systems were searched again. { $count ->
        [0] Nothing was left.
        [one] { $count } record was found and has to be looked at.
       *[other] { $count } records were found and have to be looked at.
    }
receipt-round-not-reached = { $moment }: all systems but { $systems } were searched again. { $count ->
        [0] Nothing was left.
        [one] { $count } record was found and has to be looked at.
       *[other] { $count } records were found and have to be looked at.
    }
receipt-not-reachable = This system did not answer when it was last asked. What it holds now is not known.
receipt-remain-backups = backups
receipt-remain-logs = logs
receipt-remain-free-pages = pages that the database has freed
receipt-remains-until = Older copies in { $what } are gone after { $until }.
receipt-remains = Older copies in { $what }: we cannot say when they are gone.
receipt-recipients = Who else had received data
receipt-later = What had to stay was erased, in part or whole, on { $date }: { $number }.
receipt-round-none = The systems have not been searched again yet.

## What is remembered

receipt-suppression = So that the data is noticed if it ever comes back, a keyed checksum of the person’s identifiers is kept. It cannot be read back into them.
receipt-suppression-until = So that the data is noticed if it ever comes back, a keyed checksum of the person’s identifiers is kept until { $until }. It cannot be read back into them.

## What cannot be promised

receipt-limits-title = What this receipt does not promise
receipt-limit-systems = It speaks of the systems listed here, as version { $map } of the data map describes them, and of no others.
receipt-limit-backups = Backups and logs keep older copies for a while; with each system it says which, and until when. Once a day, and whenever this service starts, we look whether a restored backup has brought erased data back, so that it can be deleted again.
receipt-limit-anonymised = Changed records stay as numbers for the books. Nobody can be recognised by them alone.
receipt-limit-told = Above it says which companies had received data, and which of them had been told when this was signed. What they do is for them to say.
receipt-limit-paper = Nothing was done about paper and what people remember or wrote down.
receipt-limit-return = Nothing is remembered about the person, so data that somebody else sends again would not be noticed.
receipt-searches = Searched again afterwards
receipt-proof = The proof
    .line = This receipt is signed. Whoever has our public key can tell that we wrote it and that nobody changed it, today and in ten years, without asking us.
receipt-key = Name of the key
receipt-fetch = Fetch the signed receipt
receipt-verify = Check a receipt on this site
receipt-keys = Our public keys
receipt-offline = Or without us, with the program this site runs on:
receipt-complain = If you think this is wrong, you can complain to { $authority }.

## Finding and checking one

find-receipt-title = Find a receipt
find-receipt-lead = When your data was deleted, you got a number. With it you can see the receipt at any time, without an account.
find-receipt-hint = It looks like HB-7K2M-93QF
find-receipt-do = Show the receipt

verify-title = Check a receipt
verify-lead = Paste a signed receipt to see whether it is ours and unchanged.
verify-paste = The receipt
verify-hint = The whole text of the .json file you fetched
verify-do = Check it
verify-genuine = This receipt is genuine
    .line = We signed exactly this. It says:
verify-not-ours = This receipt is not ours
    .line = None of our keys signed it.
verify-altered = This receipt was changed
    .line = We signed a receipt with this key, but not this text. Do not rely on it.
verify-unreadable = This is not a signed receipt
    .line = Paste the whole text of the file, from the first { "{" } to the last { "}" }.

keys-title = Our public keys
keys-lead = With these anybody can check what we signed. The first one signs now; the others signed before.

## A file, checked on the reader's device

check-file-title = Check a copy or a receipt
check-file-lead = Choose the zip file you downloaded, or the .json file of a receipt. It is checked here, on your device. It is not sent anywhere.
check-file-choose = Your file
check-file-checking = Checking. A big file takes a moment.
check-file-genuine = This copy is genuine: we made it, and nothing in it was changed. Number { $reference }, { $files } files, { $rows } records.
check-file-genuine-receipt = This receipt is genuine: we signed it, and nothing in it was changed. Number { $reference }.
check-file-changed = This file is not as we made it.
check-file-not-ours = We did not sign this file.
check-file-unreadable = This is neither a copy nor a receipt of ours, or it is damaged. Choose the file as you downloaded it, before you unpack it.
check-file-broken = The file could not be checked here. Load the page again and choose it once more.
check-file-not-a-package = The zip is damaged.
check-file-no-manifest = The list of its files is missing or damaged.
check-file-unknown-format = It was made by a later version of this service.
check-file-bad-signature = The signature does not fit the list of its files.
check-file-missing = Missing: { $path }
check-file-altered = Changed: { $path }
check-file-extra = Added: { $path }
check-file-noscript = A copy is checked on your own device. Without scripts, use the program Habeas:

receipt-areas = What was asked for
