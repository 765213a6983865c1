"""Report in, extraction out: one spaCy pipeline of named components over one Doc."""
