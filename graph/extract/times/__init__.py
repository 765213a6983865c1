"""Words of time and numbers."""
