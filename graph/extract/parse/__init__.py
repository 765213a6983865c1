"""Reading the dependency parse: clauses, phrases, tense, negation."""
