"""Who does what to whom, read off spaCy's English dependency parse: deep subjects and objects, complements, governors.

"Deep" undoes what grammar moves or leaves out: passives, relative pronouns, participles, infinitives and coordinated
verbs give back the noun that is meant. Labels are ClearNLP's, as in spaCy's English pipelines.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from siegegraph.ontology.lexicon.word_classes import word_class

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVE_PRONOUNS = frozenset({"who", "that", "which", "whom"})
# In "accused the army of shelling", "stopped them from leaving" the object does what the gerund says.
OBJECT_CONTROL = word_class("object_control")
# In "ordered the army to leave" the object does what the infinitive says; elsewhere the subject does.
INFINITIVE_OBJECT_CONTROL = word_class("infinitive_object_control")
# Verbs whose object is in a state that the subject brought about: "has thousands cornered".
_CAUSATIVES = frozenset({"have", "keep", "hold", "leave", "get"})
_UNDERGOING = frozenset({"suffer", "sustain", "lose"})
# Verbs that never go without an object.
_TRANSITIVE = word_class("transitive")
_INTRANSITIVE = word_class("intransitive")
_CONTENT_NOUNS = word_class("content_noun")
# Heads that only count or single out what follows "of".
COUNTERS = word_class("counter")


def children(token: Token, *deps: str) -> list[Token]:
    """The direct dependents with one of the labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def is_verb(token: Token) -> bool:
    """Whether the token heads a clause of its own."""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Whether the verb's surface subject is its deep object."""
    if children(verb, "nsubjpass", "auxpass"):
        return True
    if children(verb, "aux", "dobj") or verb.lemma_ in _INTRANSITIVE:
        return False
    # Taggers take a participle without its auxiliary for a past tense: "38 people killed", "occupied and liberated".
    is_participle = verb.tag_ == "VBN" or (
        verb.tag_ == "VBD" and (verb.lemma_ in _TRANSITIVE or verb.dep_ in ("conj", "acl"))
    )
    following = (child for child in children(verb, "ccomp", "xcomp", "prt") if child.i > verb.i)
    if not is_participle or (verb.tag_ == "VBD" and any(following)):
        return False
    if verb.dep_ == "conj" and not children(verb, "nsubj"):
        return is_verb(verb.head) and is_passive(verb.head)
    # Without an auxiliary only a passive participle can stand: "50 wounded", "the city destroyed".
    return verb.tag_ == "VBN" or verb.dep_ == "acl" or verb.lemma_ in _TRANSITIVE


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is a "to" infinitive."""
    return verb.tag_ == "VB" and any(child.lower_ == "to" for child in children(verb, "aux"))


def with_conjuncts(token: Token) -> list[Token]:
    """The token, what is coordinated with it ("tanks and drones") and what it is said to include."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in NOUNS:
            found.extend(with_conjuncts(child))
        elif child.dep_ == "prep" and child.lower_ in ("including", "especially"):
            found.extend(noun for named in children(child, "pobj") for noun in with_conjuncts(named))
    return found


def meant_noun(token: Token) -> Token:
    """What a counting head counts: "soldiers" of "hundreds of soldiers", "wounded" of "300 wounded"."""
    if token.pos_ == "NUM" and token.i + 1 < len(token.doc):
        following = token.nbor()
        if following.dep_ == "acl" and following.head == token and following.tag_ == "VBN":
            return following
    if token.lemma_.lower() in COUNTERS or token.pos_ == "NUM":
        for prep in children(token, "prep"):
            if prep.lower_ == "of":
                for noun in children(prep, "pobj"):
                    return meant_noun(noun)
    return token


def counting_noun(noun: Token) -> Token:
    """The head that counts the noun, or the noun itself: "series" for "strikes" in "a series of strikes"."""
    prep = noun.head
    if noun.dep_ == "pobj" and prep.lower_ == "of" and prep.head.lemma_.lower() in COUNTERS:
        return counting_noun(prep.head)
    return noun


def subjects(verb: Token) -> list[Token]:
    """The verb's own or shared surface subjects; relative pronouns give way to what they stand for."""
    own = children(verb, "nsubj", "nsubjpass")
    if own:
        return [noun for subject in own for noun in with_conjuncts(_antecedent(subject, verb))]
    return _shared_subjects(verb)


def _antecedent(pronoun: Token, verb: Token) -> Token:
    if pronoun.lower_ not in RELATIVE_PRONOUNS:
        return pronoun
    clause = verb
    while clause.dep_ in ("conj", "xcomp", "ccomp") and is_verb(clause.head) and clause.dep_ != "relcl":
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else pronoun


def _shared_subjects(verb: Token) -> list[Token]:
    head = verb.head
    if verb.dep_ == "conj" and is_verb(head):
        return subjects(head)
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and is_infinitive(verb)):
        return _infinitive_subjects(head)
    if verb.dep_ in ("acl", "amod", "relcl") and not children(verb, *SUBJECTS) and is_infinitive(verb):
        return _noun_controller(head)
    if verb.dep_ in ("acl", "amod"):
        return with_conjuncts(head)
    if verb.dep_ == "relcl":
        return [] if children(verb, "dobj") and not _relative_object(verb) else [head]
    if verb.dep_ in ("acomp", "oprd") and is_verb(head):
        objects = children(head, "dobj")
        return [noun for child in objects for noun in with_conjuncts(child)] or subjects(head)
    if verb.dep_ == "advcl" and is_verb(head):
        return _infinitive_subjects(head) if is_infinitive(verb) else _adverbial_subjects(verb)
    if verb.dep_ == "pcomp":
        return _gerund_subjects(verb)
    return []


def _adverbial_subjects(verb: Token) -> list[Token]:
    """Who a participle says something of: after a passive who did it, "the house was hit by a shell, killing two"."""
    governor = verb.head
    follows = verb.tag_ == "VBG" and verb.i > governor.i and not children(verb, "mark", "advmod")
    if follows and is_passive(governor) and (agents(governor) or verb.lemma_ in _TRANSITIVE):
        return agents(governor)
    return subjects(governor)


def _infinitive_subjects(governor: Token) -> list[Token]:
    if not is_verb(governor):
        return _noun_controller(governor)
    objects = children(governor, "dobj", "dative") if governor.lemma_ in INFINITIVE_OBJECT_CONTROL else []
    if governor.lemma_ in ("call", "appeal", "wait", "prevail"):
        # "Called on the army to leave", "appealed to the world to help".
        prepositions = (child for child in children(governor, "prep") if child.lower_ in ("on", "upon", "to", "for"))
        objects = [noun for preposition in prepositions for noun in children(preposition, "pobj")]
    if not objects:
        return subjects(governor)
    return [noun for child in objects for noun in with_conjuncts(child)]


def _noun_controller(noun: Token) -> list[Token]:
    """Who an infinitive under a noun or adjective is about: "Russia's attempt to seize", "was able to seize"."""
    owners = [owner for owner in children(noun, "poss") if owner.pos_ != "PRON"]
    if owners:
        return owners
    nations = [child for child in children(noun, "amod", "compound") if child.ent_type_ in ("NORP", "GPE", "ORG")]
    verb = governing_verb(noun)
    return nations or ([found for found in subjects(verb) if found != noun] if verb is not None else [])


def _gerund_subjects(verb: Token) -> list[Token]:
    governor = verb.head.head
    if is_verb(governor):
        objects = children(governor, "dobj")
        if objects and governor.lemma_ in OBJECT_CONTROL:
            return [noun for child in objects for noun in with_conjuncts(child)]
        return subjects(governor)
    if governor.dep_ == "dobj" and governor.head.lemma_ in OBJECT_CONTROL:
        return with_conjuncts(governor)
    return _noun_controller(governor) if governor.pos_ in NOUNS else []


def _relative_object(verb: Token) -> bool:
    return any(child.lower_ in RELATIVE_PRONOUNS for child in children(verb, "dobj"))


def deep_subjects(verb: Token) -> list[Token]:
    """Who does it: the surface subjects of an active verb, the by-agents of a passive one."""
    if not is_passive(verb):
        return subjects(verb)
    return agents(verb) or _causers(verb)


def _causers(participle: Token) -> list[Token]:
    if participle.dep_ == "ccomp" and participle.head.lemma_ in _CAUSATIVES:
        return subjects(participle.head)
    noun = counting_noun(participle.head)
    if participle.dep_ == "acl" and noun.dep_ == "dobj" and noun.head.lemma_ in _CAUSATIVES and noun.head.i < noun.i:
        return subjects(noun.head)
    return []


def agents(verb: Token) -> list[Token]:
    """The nouns after a passive's "by"; a coordinated participle shares the last one's."""
    found = [
        noun
        for agent in verb.children
        if agent.dep_ == "agent" or (agent.dep_ == "prep" and agent.lower_ == "by" and is_passive(verb))
        for child in children(agent, "pobj")
        if child.ent_type_ not in ("DATE", "TIME")
        for noun in with_conjuncts(child)
    ]
    if found:
        return found
    shared = (child for child in children(verb, "conj") if child.tag_ == "VBN" and not children(child, *SUBJECTS))
    return [noun for child in shared for noun in agents(child)]


def deep_objects(verb: Token) -> list[Token]:
    """Whom or what it is done to: objects of an active verb, surface subjects of a passive one."""
    if is_passive(verb):
        if verb.dep_ == "ccomp" and verb.head.lemma_ in _UNDERGOING and not children(verb, *SUBJECTS):
            return subjects(verb.head)  # "the brigade suffered 100 killed"
        return [noun for subject in subjects(verb) for noun in with_conjuncts(subject)]
    own = [noun for child in children(verb, "dobj") for noun in with_conjuncts(_antecedent(child, verb))]
    if own:
        return list(dict.fromkeys(own))
    if verb.dep_ == "relcl" and children(verb, "nsubj") and not _is_relative_subject(verb):
        # "Evidence that they advanced": the clause says what the evidence is, not what was advanced.
        return [] if children(verb, "ccomp", "xcomp") or verb.head.lemma_ in _CONTENT_NOUNS else [verb.head]
    shared = [child for child in children(verb, "conj") if is_verb(child) and not children(child, "nsubj")]
    # "attacked and destroyed the convoy": the last verb's object is the first one's too.
    if len(shared) == 1 and shared[0].i - verb.i <= 3 and not any(p.i > verb.i for p in children(verb, "prep")):
        return deep_objects(shared[0])
    return []


def _is_relative_subject(verb: Token) -> bool:
    return any(child.lower_ in RELATIVE_PRONOUNS for child in children(verb, "nsubj"))


def complements(token: Token) -> Iterator[tuple[str, Token]]:
    """Each (preposition, noun) that hangs on the token; "out of" and "away from" count as "from"."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "advmod", "prt"):
            yield from _nouns_after(child, child.lower_)


def _nouns_after(prep: Token, name: str) -> Iterator[tuple[str, Token]]:
    for child in prep.children:
        if child.dep_ == "pobj":
            for noun in with_conjuncts(child):
                yield name, noun
        elif child.dep_ == "prep":
            yield from _nouns_after(child, _joined(name, child.lower_))
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            yield from _nouns_after(child, child.lower_)


def _joined(outer: str, inner: str) -> str:
    if outer == "out" or (outer == "away" and inner == "from"):
        return "from"
    if outer in ("according", "due", "thanks", "owing"):
        return outer
    if outer in ("up", "down", "back", "over") or (outer == "from" and inner in ("inside", "within")):
        return inner if outer != "from" else outer
    return outer if inner == "of" else inner


def is_apart(token: Token, other: Token) -> bool:
    """Whether a semicolon parts two words into sentences of their own."""
    low, high = sorted((token.i, other.i))
    return any(between.text == ";" for between in token.doc[low:high])


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above the token, or None."""
    while token.head != token:
        token = token.head
        if is_verb(token):
            return token
    return None
