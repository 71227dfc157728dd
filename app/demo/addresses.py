"""Invented mail addresses in domains that are set aside for examples: a mail to one can reach nobody."""

import unicodedata

DOMAIN = ".example"


def domain_of(slug: str) -> str:
    """1462-lilla-edet -> lilla-edet.example"""
    return slug.partition("-")[2] + DOMAIN


def address_of(name: str, domain: str, addresses: set[str]) -> str:
    """Åsa Öberg -> asa.oberg@ale.example; with a number when that one is taken. Notes it as taken."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode().replace(" ", ".")
    numbers = ("", *map(str, range(2, 100)))
    address = next(candidate for number in numbers if (candidate := f"{plain}{number}@{domain}") not in addresses)
    addresses.add(address)
    return address
