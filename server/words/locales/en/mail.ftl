### Mails and text messages. A mail is paragraphs with blank lines between them; `.subject` is its
### subject. Every message may use { $company } and { $home }.

mail-foot = { $company }. This message was sent by machine from { $home }. We never ask for a password or a code by mail or telephone.

