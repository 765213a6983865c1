"""Known places and actors by name, in any script that the cited data sets give. SOURCES.md names them."""

from siegegraph.ontology.gazetteer.actors import KnownActor, known_actor
from siegegraph.ontology.gazetteer.countries import (
    Country,
    country,
    country_meant,
    country_named,
    country_of_capital,
    country_of_leader,
    demonym,
)
from siegegraph.ontology.gazetteer.folding import fold
from siegegraph.ontology.gazetteer.settlements import GazetteerPlace, places, region

__all__ = [
    "Country",
    "GazetteerPlace",
    "KnownActor",
    "country",
    "country_meant",
    "country_named",
    "country_of_capital",
    "country_of_leader",
    "demonym",
    "fold",
    "known_actor",
    "places",
    "region",
]
