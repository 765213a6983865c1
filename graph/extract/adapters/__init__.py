"""Components that let others' work take the place of ours: entity recognisers and whole extractors."""
