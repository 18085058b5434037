### Handing a copy to another company, and receiving one.

## Handing a copy to another company

handover-offer = Hand this copy to another company
handover-title = Hand your copy to another company
handover-lead = You can have another company fetch this copy from us. You get a link and a code, and pass both on. Nobody can do anything with only one of them.
handover-scope = They get exactly this copy: what you chose when you had it made, and nothing else. If they need less, make a copy of some areas first.
handover-to = Who gets it?
    .hint = The name of the company, so that you can tell your links apart. Only you see it.
handover-long = How long does the link count?
handover-days = { $days ->
    [one] One day
   *[other] { $days } days
}
handover-do = Make a link and a code
handover-made = Your link and your code
handover-once = Copy both now. We show them only once.
handover-link = Link
handover-code = Code
handover-how = Send the link by mail, say, and read the code out on the telephone. The link works once. You get a message when somebody opens it.
handover-until = It counts until { $until }.
handover-links = Links of this copy
handover-company = For
handover-date = Made
handover-state = What became of it
handover-end = End
handover-end-of = End the link for { $company }
handover-is-open = Not opened yet. It counts until { $when }.
handover-is-opened = Opened with the code on { $when }, and not fetched.
handover-is-fetched = Fetched on { $when }.
handover-is-ended = You ended it.
handover-is-locked = Somebody entered a wrong code five times, so it is closed.
handover-is-over = Its time is over, and nobody opened it.
mail-handover-made =
    On { $day } a link was made by which another company can fetch a copy of what { $company } holds about you.

    If it was not you, end it on the page of that copy, and choose a new password at once: { $home }/reset

    { $home }/requests
    .subject = A link to your copy was made
mail-handover-opened =
    On { $day } somebody opened the link by which another company can fetch your copy from { $company }, with the right code. You see it on the page of that copy:

    { $home }/requests

    If that is not what you wanted, end the link there.
    .subject = Somebody opened the link to your copy

## The receiving company

receive-title = Fetch a copy of somebody’s data
receive-lead = A customer of { $company } has you fetch a copy of their data here. They gave you this link, and a code besides. Enter the code.
receive-code = Code
    .hint = 16 letters and digits, from the person.
receive-do = Open it
receive-open = The copy is open
receive-open-line = You can fetch it in this browser for half an hour. After that the link counts no more. The person sees when it was fetched.
receive-fetch = Download the copy
receive-over = This link does not count any more
receive-over-line = It was used, it is over, or it was ended. Ask for a new one.
receive-guide = How the copy is made, and how to check it
guide-title = For companies that receive a copy
guide-lead = A person can have { $company } hand their data to you (GDPR Art. 20(2)). This page says what you get and how to read it by machine.
guide-fetch = Fetching it
guide-fetch-link = The person gives you a link and, by another way, a code.
guide-fetch-code = Open the link and enter the code. It works once, and after five wrong codes no more.
guide-fetch-line = The download can be continued where it broke off: the server answers Range and If-Range for half an hour, for the browser that gave the code.
guide-inside = What is inside
guide-inside-json = data/<system>/<collection>.json has every record, with a schema beside it in schemas/. Times are RFC 3339, decimals and long numbers are text.
guide-inside-csv = The same as CSV (RFC 4180, UTF-8). datapackage.json describes the tables for Frictionless tools.
guide-inside-package = manifest.json lists every file with its SHA-256, and manifest.sig signs it with the key of { $company } (Ed25519).
guide-inside-withheld = completeness.json says which systems were asked, and what was held back and why.
guide-check = Checking that it is genuine
guide-check-line = Take the public key from our page of keys and check the whole copy with it. It needs no connection to us.
guide-check-here = Check it in a browser.
guide-check-keys = Our public keys.
guide-duty = What it means for you
guide-duty-line = You answer for these data from now on. Use them for what the person asked you, and keep no more of them than you need. They may be about other people too.
problem-too-many-links = { $limit } links of this copy are open already. End one first.
