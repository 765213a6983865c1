"""How the model looks in RDF 1.1, both directions: the only place in graph/ that writes and reads triples."""
