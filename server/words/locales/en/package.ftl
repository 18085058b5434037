### Words inside the package (README.txt, index.html, about/processing.json).
### It is read years later, on a machine without the internet, by somebody who may not remember us.

package-title = Your data from { $company }
package-made = You asked { $company } for a copy of your data. This is it, made on { $date }. Your number is { $reference }.
package-start = Begin with index.html: it opens in any browser. It needs no internet, and nothing in it sends anything anywhere.

## What is in it

package-contents = What is here
package-nothing = We hold nothing about you in the systems that answered.
package-part-index = Everything on one page, with links to every file.
package-part-data = Your data, system by system. Each JSON file is the exact copy. The CSV file beside it holds the same and opens in a spreadsheet.
package-part-files = Documents as they are kept, if there are any.
package-part-processing = Why your data is held, on which legal basis, where it came from, who gets it, until when, and which rights you have.
package-part-choices = What you said yes and no to, and when, if you have chosen anything here.
package-part-completeness = Which systems were searched and what each answered.
package-part-redactions = How much was left out to protect other people.
package-part-manifest = The list of all files with their checksums, signed in manifest.sig.

## Sections of the page

package-held-in = { $records } in “{ $system }”.
package-as-json = Exact copy (JSON)
package-as-csv = For spreadsheets (CSV)
package-more = The first { $shown } of { $count } are shown. The files hold all of them.
package-file = File
package-empty = Empty
package-binary = Not text; it is in the JSON file
package-yes = Yes
package-no = No
package-why = Why this is held, and until when
package-why-of = { $what }: why this is held, and until when
package-why-field = What
package-why-purpose = Why
package-why-source = From where
package-why-recipients = Who else gets it
package-why-until = Until when
package-nobody = Nobody
package-documents-title = Documents
package-files-title = All files

package-source-you = You gave it
package-source-us = The company made it
package-source-inferred = Concluded from other data
package-source-others = Somebody else gave it

package-basis-consent = you agreed
package-basis-contract = needed for what you ordered or agreed with us
package-basis-legal-obligation = the law demands it
package-basis-vital-interests = to protect somebody’s life
package-basis-public-task = a task in the public interest
package-basis-legitimate-interests = our interest, weighed against yours

## What is missing

package-missing-title = What is not in this copy
package-missing-note = Some of our systems did not answer: { $systems }. What they hold is missing here, in whole or in part.
package-complete = Every system was searched to its end.
package-incomplete = Not every system could be searched to its end, so this copy is not complete. You can ask us to make it again.
package-status-none = Nothing held
package-status-found = Found
package-status-withheld = Held, and not in this copy
package-status-failed = Did not answer, or not to the end
package-status-not-connected = Not connected: was not searched
package-withheld = These are held and not in this copy. Where no reason is given, people wrote them and may have named others in them, so one of us has to read them first.
package-withheld-documents = { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
package-never = Passwords, and the answers to security questions, are never in a copy.
package-exact = The exact list (completeness.json)
package-redactions = How much was left out of this copy because it may be about other people.

## Rights

package-rights-title = What you can do
package-right-correct = Have it corrected where it is wrong.
package-right-delete = Have it deleted.
package-right-restrict = Have its use paused while something is disputed.
package-right-take-away = Take it to another company: the JSON and CSV files are made for that.
package-right-object = Object to its use, and always to advertising.
package-right-complain = Complain to { $authority }.
package-processing = The exact list of purposes, sources and recipients (about/processing.json)

## Good to know

package-good-to-know = Good to know
package-csv = In the CSV files, a cell that a spreadsheet would run as a formula has an apostrophe (') in front. The JSON files hold every value as it is, and manifest.json says how to undo the apostrophes.
package-keep-safe = Keep this copy where only you can read it. Whoever has it knows what we know about you.
package-check-title = How to check this copy
package-check = Every file is listed with its checksum in manifest.json, and manifest.sig signs that list. Habeas, the program that made this copy and that anybody may use, checks both: habeas package verify
package-contact = Questions? Write to { $company }, { $address }, { $email }.

## Searching the page

package-find = Search in this copy
    .hint = Your search stays on this device. Capitals and accents do not matter.
package-find-searching = Searching…
package-find-nothing = Nothing here has all of these words.
package-find-found = Records found: { $count }
package-find-more = Show more
package-find-broken = The folder “view” is not beside this page, so there is nothing to search in. Unpack the whole copy first, then open index.html again.
package-find-before = Previous
package-find-after = Next
package-find-range = Records { $first } to { $last } of { $all }
package-find-limit = The first { $viewed } can be read and searched on this page. The files hold all of them.
package-picture = Picture: { $name }

package-everything = It holds everything that our systems hold about you and may give out.
package-chosen = It holds what you chose and no more. Our systems may hold more about you.
package-outside = Of days you did not choose: { $count ->
    [one] one record.
   *[other] { $count } records.
}
package-status-not-chosen = You did not ask for it
package-part-requests = The requests you made, and what you and we wrote to each other about them.
package-part-view = What index.html needs for its search. The same is in data/.

## How the CSV files are written, in manifest.json

package-csv-dialect = RFC 4180: commas between values, CRLF after each line, quotes doubled, one line of names first
package-csv-undo = A value that begins with one or more ' and then one of these signs was given one ' in front, so that a spreadsheet does not run it. Take the first ' away. The JSON files hold every value as it is.
package-csv-exempt = Values that the system holds as numbers and that are nothing but a number
package-csv-empty = Nothing between the commas: nothing is held. Two quotes (""): an empty text. Who cannot tell them apart finds the difference in the JSON files. A record in which nothing is held has no line.
package-signed-length = length of { $file } in bytes
