### What a person may say no to.

choices-title = Who may use your data, and for what
choices-lead = Say no, or yes again. It counts from the moment you say it.
choices-nothing = There is nothing to choose here
    .line = This company uses your data for nothing that you could say no to on this page.
choices-yes = Yes, you may
choices-no = No, stop
choices-unclear = The systems do not agree
choices-since = since { $since }
choices-writing = It is being written into the systems.
choices-obeyed = Done in: { $systems }.
choices-disobeyed = Not yet done in: { $systems }. We try again by ourselves.
choices-say-no = No, stop this
choices-say-yes = Yes, you may do this
choices-history = What you said before
choices-how-page = said here
choices-how-signal = said by your browser
choices-how-erasure = with your request to delete
choices-signal = Your browser says that your data may not be sold or shared
    .line = It sends the Global Privacy Control signal. We follow it: the first time we saw it, we took it as your no to passing your data on. If you say yes below after that, your word on this page counts.
