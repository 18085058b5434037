### Deleting: before, deciding, confirming, after.

delete-title = Delete your data
delete-current = A deletion is under way
    .do = See how far it is
delete-nothing = We hold nothing about you
    .line = No system that answered has anything that could be deleted.
delete-summary = This deletes { $deleted ->
        [one] one record
       *[other] { $deleted } records
    } in { $systems ->
        [one] one system
       *[other] { $systems } systems
    }. { $kept ->
        [0] Nothing stays.
        [one] One record stays, for the reason below.
       *[other] { $kept } records stay, for the reasons below.
    } { $anonymised ->
        [0] { "" }
        [one] One is changed so that it is no longer about you.
       *[other] { $anonymised } are changed so that they are no longer about you.
    } { $unlinked ->
        [0] { "" }
        [one] One is somebody else’s too: you are cut loose from it.
       *[other] { $unlinked } are somebody else’s too: you are cut loose from them.
    }
delete-blocked = Nothing can be deleted before every system answers, because nobody could say that all of it is gone. Come back in a while.
delete-before = Before you decide
delete-list-goes = What goes: { $count }
delete-about-goes = These are deleted, and nobody can bring them back.
delete-list-changes = What is changed so that it is no longer about you: { $count }
delete-about-changes = Something else leans on these, so they stay as numbers. What says who you are is taken out.
delete-list-loose = What is somebody else’s too: { $count }
delete-about-loose = Another person needs these. They stay as they are, and only the link to you is cut.
delete-list-stays = What stays, and why: { $count }
delete-about-stays = A law says that we keep these. They go when its time is over.
delete-line = { $what }: { $count } ({ $system })
delete-line-changed = { $what }: { $count } ({ $system }). Taken out: { $fields }
delete-line-kept-until = { $what }: { $count } ({ $system }). { $ground }, until { $until } ({ $law })
delete-line-kept = { $what }: { $count } ({ $system }). { $ground } ({ $law })
delete-then = What happens then
    .line = An officer looks at exactly this list and approves it. { $days ->
        [0] Then it waits for a short while, and you can still take it back.
        [one] Then it waits for one day, and you can still take it back.
       *[other] Then it waits for { $days } days, and you can still take it back.
    } At the end you get a signed receipt.
delete-adverts = Advertising stops as soon as you ask.
delete-part = Everything else stays as it is, and so does your account.
delete-some = Delete some of it only
delete-areas = What do you want to have deleted?
    .hint = What you leave out stays as it is. What it needs of the rest stays too, and the lists above say so.
    .do = Show me what that does
delete-list-left = What you did not choose, and what it needs: { $count }
delete-about-left = These stay as they are.
delete-copy = Take a copy first
delete-go-on = Go on

confirm-title = Delete everything on that list?
confirm-legend = So that nothing happens by accident
confirm-tick = I want { $company } to delete my data
confirm-do = Delete my data
confirm-not = Keep it
