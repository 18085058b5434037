### Deleting: before, deciding, confirming, after.
