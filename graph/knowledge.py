"""The graph as a whole: a store, the index kept beside it, and the one way of changing both."""
