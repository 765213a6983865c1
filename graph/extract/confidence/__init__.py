"""How sure a claim is: features of it, weights fitted to judgements, and how well the two keep their word."""
