### The end: counting down, and saying goodbye.

requests-hold-left = { $days ->
    [0] { $hours ->
        [0] { $minutes ->
            [one] One minute left to take it back
           *[other] { $minutes } minutes left to take it back
        }
        [one] One hour left to take it back
       *[other] { $hours } hours left to take it back
    }
    [one] One day and { $hours } hours left to take it back
   *[other] { $days } days left to take it back
}
goodbye-title = Your data is deleted
goodbye-lead = { $gone ->
    [one] One record is gone or no longer about you.
   *[other] { $gone } records are gone or no longer about you.
} Thank you for the time you were with { $company }.
goodbye-kept = { $kept ->
    [one] One record stays for now because a law says so. It goes by itself when its time is over.
   *[other] { $kept } records stay for now because laws say so. They go by themselves when their time is over.
}
goodbye-next = What you may want to know
goodbye-receipt = Your receipt says what was done in which system. It is signed, you can print it, and anybody can check it.
goodbye-account = Your account here is gone. You find this page and the receipt by the number above.
goodbye-search = We search every system again after 7 and 30 days, and write on the receipt what we find.
goodbye-back = If you ever become a customer of { $company } again, you begin as somebody new. Nothing of before is held against you.
