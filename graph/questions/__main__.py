"""Writes the page of questions: `python -m siegegraph.graph.questions > graph/questions/README.md`."""

import sys

from siegegraph.graph.questions import handbook, questions

sys.stdout.write(handbook(questions()))
