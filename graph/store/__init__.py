"""Where the graph is kept: one contract, an embedded store and a remote one, and processes for strangers' queries."""
