### Requests and their story.
