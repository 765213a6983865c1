"""The domain objects, each defined once: frozen dataclasses without I/O and without RDF."""
