"""What a noun stands for (a place, people, a weapon ...), by the names found and by the classes of common nouns."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.parse.clauses import meant_noun
from siegegraph.ontology.lexicon.events import event_lexicon

# spaCy's own name labels where no entity of ours covers the token.
_LABELS = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "NORP": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "PRODUCT": "Weapon",
}
_CLASSES_OF_TYPE: Mapping[str, frozenset[str]] = {
    "Person": frozenset({"@person", "@people", "@pronoun"}),
    "Organisation": frozenset({"@nation", "@force"}),
    "Place": frozenset({"@place", "@settlement", "@structure", "@nation", "@nation_place"}),
    "Weapon": frozenset({"@weapon", "@vehicle"}),
    "Vessel": frozenset({"@vehicle"}),
}


class NounKinds:
    """The kinds of one Doc's nouns."""

    def __init__(self, doc: Doc) -> None:
        self._type_at: dict[int, str] = {}
        self._subtype_at: dict[int, str | None] = {}
        for name in doc.ents:
            if name.label_ in _LABELS:
                self._type_at.update(dict.fromkeys(range(name.start, name.end), _LABELS[name.label_]))
        for entity in sorted(annotations_of(doc).entities, key=lambda e: e.start - e.end):
            span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
            if span is not None:
                self._type_at.update(dict.fromkeys(range(span.start, span.end), entity.type))
                self._subtype_at.update(dict.fromkeys(range(span.start, span.end), entity.subtype))
        self._classes = event_lexicon().noun_classes

    def type_of(self, token: Token) -> str | None:
        """The entity type of the name that the token stands in."""
        return self._type_at.get(token.i)

    def is_local(self, token: Token) -> bool:
        """Whether the noun is a place that help and people come to, and no state that is helped."""
        noun = meant_noun(token)
        if self.type_of(noun) == "Place":
            return self._subtype_at.get(noun.i) != "Country"
        return noun.pos_ == "NOUN" and any(self.fits(noun, kind) for kind in ("@settlement", "@structure"))

    def fits(self, token: Token, filler: str) -> bool:
        """Whether the noun is of the `@class`, has the lemma, is a name (`@name`) or is anything at all (`*`)."""
        if filler == "*":
            return True
        noun = meant_noun(token)
        if filler == "@name":
            return noun.pos_ == "PROPN"
        if not filler.startswith("@"):
            return filler in (noun.lemma_.lower(), noun.lower_)
        kind = self.type_of(noun) if noun.pos_ in ("PROPN", "NOUN", "ADJ", "NUM") else None
        if kind is not None and kind in _CLASSES_OF_TYPE and (noun.pos_ != "NOUN" or noun.text[0].isupper()):
            if kind == "Organisation" and noun.lower_ in self._classes["civil_body"]:
                return filler in ("@civil_body", "@nation")  # a court or an aid agency acts, but does not fight
            return filler in _CLASSES_OF_TYPE[kind] or (filler == "@people" and noun.tag_ == "NNPS")
        if filler == "@number":
            return token.pos_ == "NUM" or token.lemma_.lower() in self._classes["number"]
        words = self._classes.get(filler[1:], frozenset())
        if noun.pos_ == "PROPN" and noun.is_sent_start and noun.lower_.removesuffix("s") in words:
            return True  # a capital at the start of a sentence is no name yet
        return noun.lemma_.lower() in words or noun.lower_ in words

    def is_nationality(self, token: Token) -> bool:
        """Whether the modifier names a nation or a body ("Russian", "NATO")."""
        return self.type_of(token) in ("Place", "Organisation", "Person")
