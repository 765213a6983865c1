"""The questions that a graph answers, one a module: a graph and parameters in, items of JSON v1 out."""
