//! Connectors to the company's stores: find, read, correct, erase, verify.
