"""The glossary: our own terms in one or two sentences each, for the pages at /ord and for the "?" beside a word.

No sentence names a limit: limits differ between questionnaires and stand on the method page.
"""

from app.web.shell.vocabulary.capital_terms import CAPITAL_GROUPS
from app.web.shell.vocabulary.concept_terms import CONCEPT_GROUPS
from app.web.shell.vocabulary.term import Term
from app.web.shell.vocabulary.tool_terms import TOOL_GROUPS

GROUPS = (CONCEPT_GROUPS[0], *CAPITAL_GROUPS, *CONCEPT_GROUPS[1:], *TOOL_GROUPS)
TERMS = {term.key: term for group in GROUPS for term in group.terms}


def term_of(key: str) -> Term:
    """Raises KeyError for a word that is not in the glossary."""
    return TERMS[key]
