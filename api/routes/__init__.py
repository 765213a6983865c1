"""One file for each first segment of a path; a route checks, asks graph and answers."""
