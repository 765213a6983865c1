"""Names, what refers to them, and where places lie."""
