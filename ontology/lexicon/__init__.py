"""Tables of words, one small face each; SOURCES.md says where they come from."""
