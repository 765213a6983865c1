"""Reports in, graph out: read, extract, resolve, store, query. Nothing of HTTP."""
