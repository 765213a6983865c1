"""`python -m siegegraph.api` is `siegegraph`."""

from siegegraph.api.cli import main

main()
