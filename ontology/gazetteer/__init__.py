"""Known places and actors by name, in any script that the cited data sets give. SOURCES.md names them."""

from siegegraph.ontology.gazetteer.actors import (
    KnownActor,
    actor_called,
    bodies_of,
    known_actor,
    listed_actor,
    listed_openings,
)
from siegegraph.ontology.gazetteer.areas import Area, area
from siegegraph.ontology.gazetteer.countries import (
    Country,
    code_of,
    country,
    country_meant,
    country_named,
    country_of_capital,
    country_of_leader,
    demonym,
    is_adjective,
)
from siegegraph.ontology.gazetteer.folding import fold
from siegegraph.ontology.gazetteer.settlements import GazetteerPlace, places, region

__all__ = [
    "Area",
    "Country",
    "GazetteerPlace",
    "KnownActor",
    "actor_called",
    "area",
    "bodies_of",
    "code_of",
    "country",
    "country_meant",
    "country_named",
    "country_of_capital",
    "country_of_leader",
    "demonym",
    "fold",
    "is_adjective",
    "known_actor",
    "listed_actor",
    "listed_openings",
    "places",
    "region",
]
