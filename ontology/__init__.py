"""The domain as data: vocabulary, event types, shapes, gazetteer, lexicon, and the names of their terms."""
