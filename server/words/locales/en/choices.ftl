### What a person may say no to.
