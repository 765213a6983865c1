"""One question a module, asked of the knowledge graph."""
