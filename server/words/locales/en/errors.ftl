### What goes wrong, and what to do about it.

not-found = There is no page here
    .line = The address may be mistyped, or the page belongs to somebody else and is not shown.
    .do = Go to the first page
trouble = Sorry, there is a problem with the service
    .line = Nothing you sent was acted on. Try again in a few minutes.
    .do = Go to the first page
field-empty = Enter { $what }
