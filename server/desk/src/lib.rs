//! What may be done: one act, one file, one transaction.
