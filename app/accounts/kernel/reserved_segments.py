"""Words that addresses of fixed pages have: no region and no questionnaire can be called by them.

A rules test holds the lists against the routes. The words of pages that are still to come are taken already, so that no
region has to move when they do.
"""

FIRST_SEGMENTS = frozenset(
    {
        "api",
        "avanmalan",
        "csp-rapport",
        "demo",
        "drift",
        "frageformular",
        "halsa",
        "hjalp",
        "lank",
        "lar",
        "logga-in",
        "logga-ut",
        "matetal",
        "metod",
        "mitt",
        "om",
        "oppna-data",
        "oppen-lank",
        "ord",
        "personuppgifter",
        "rapport-lank",
        "regioner",
        "static",
        "tillganglighet",
        "workshop",
    }
)
"""What stands first, where a region's address stands."""
SECOND_SEGMENTS = frozenset(
    {
        "ambition",
        "behov",
        "brev",
        "erbjudanden",
        "utmaningar",
        "fragor",
        "natverk",
        "exempel",
        "gallring",
        "ideer",
        "ta-bort-person",
        "installningar",
        "kommuner",
        "logg",
        "mal",
        "nycklar",
        "omgangar",
        "personer",
        "personuppgifter",
        "poang",
        "projekt",
        "resultat",
        "stod",
        "storleksgrupper",
        "utlysningar",
        "utskick",
        "workshop",
    }
)
"""What stands after the region, where a questionnaire's id stands."""
