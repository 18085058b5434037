### The copy a person takes away.
