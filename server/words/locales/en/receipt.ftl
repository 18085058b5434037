### Receipts and checking them.
