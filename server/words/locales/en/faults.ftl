### What goes wrong with a request that runs, and what whoever works here can do.

stuck-found-again = was searched later, and records of the erased person were found again. If a backup was put back, an engineer runs "habeas replay". Then have it tried again: the search is made once more.
stuck-broken = Our own work on it broke off again and again. An engineer finds the cause in the log. Then have it tried again.

settle-doubt = { $system }:
    .line = Look into the system. Is what the plan says gone there?
settle-ran = Yes, it is gone
settle-did-not-run = No, nothing has changed
settle-found = { $system }:
    .line = Is what was found somebody else's, or did the person come back?
settle-may-stay = Yes, it may stay

story-found-again = A later search found something again
story-settled = Somebody looked into it and said what is so

act-settle = Said what became of a step
