"""What faces people: HTTP and the command line over the graph."""
