### The first page.
