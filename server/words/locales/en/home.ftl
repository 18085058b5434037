### The first page.

home-title = Your data at { $company }
home-lead = See what we hold about you, and decide what happens to it. It costs nothing.
home-see = See your data
    .line = Everything we hold about you, why we hold it, who else gets it and until when.
home-correct = Correct it
    .line = Change what is wrong. Old and new stand beside each other before you send it.
home-take = Take it away
    .line = A copy of everything, for you or for another company.
home-delete = Delete it
    .line = You see first what goes, what stays and why. Then you decide.
home-choose = Say no
    .line = To advertising, to handing your data on, and to decisions by machines.
home-sign-in = Sign in
home-time = How long it takes
    .line = Much of this happens at once. For the rest you get an answer within one month. If we need longer, we say so in that month, with the reason.
home-who = Who is responsible
home-without = You need no account to use these rights. Write to us, and say what you want, or:
    .do = Ask without an account
home-authority = If you think we do it wrong, you can complain to { $authority }.
