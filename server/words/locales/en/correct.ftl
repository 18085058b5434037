### Correcting a field.
