### The copy a person takes away.

take-away-title = Take your data away
take-away-lead = You get one file with everything our systems hold about you: to read, to keep, or to hand to another company.
take-away-current = You have a copy already
    .do = See how far it is, or fetch it
take-away-inside = What will be inside
take-away-system = System
take-away-records = Records
take-away-total = All together
take-away-format = What you get
    .line = A zip file. Open index.html in it with any browser, without the internet. The same data is in it as JSON for programs and as CSV for spreadsheets, with a list of every file and a signature, so that you can show it was not changed.
take-away-do = Make my copy

again-password = Your password
    .reason = We ask for it again, so that nobody who finds your screen open can do this.

fetched-ready = Your copy is ready
    .line = { $size }, { $files } files with { $records } records.
    .do = Download
fetched-until = You can fetch it until { $until }. Keep it in a safe place: everything we hold about you is in it.
fetched-expired = The time to fetch this copy is over, and we deleted it. You can ask for a new one.
    .do = Make it again
fetched-check = Check that it is whole
    .line = These letters and digits are the SHA-256 of the zip. A program that computes it from your file must show the same.
    .sum = SHA-256:
    .keys = The public key for the signature inside

## Not everything

take-away-much = How much do you want?
take-away-much-all = Everything you hold about me
take-away-much-some = Only what I choose
take-away-areas = What do you want?
    .hint = Tick nothing to get all of it, for the days you choose below.
take-away-days = From which days?
    .hint = The days count for: { $what }. Records of other kinds have no day of their own and are inside either way.
take-away-from = First day
take-away-to = Last day
