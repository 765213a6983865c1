"""What is derived from the claims and kept ready for reading: one SQLite file beside the store."""
