//! Every word a person reads, from message files a translator can edit.
