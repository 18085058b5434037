### What is held about the person, and why.
