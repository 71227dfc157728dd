"""User-Agent, made short enough for a browser's owner to tell it from others in a list."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
"""Marks in the order they are looked for: most browsers also call themselves by the names that follow."""
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
UNKNOWN = "Okänd webbläsare"


def browser_of(user_agent: str) -> str:
    """Such as "Firefox på Windows". Coarse on purpose: no version, nothing that points out one machine."""
    browser = _named(user_agent, BROWSERS) or UNKNOWN
    system = _named(user_agent, SYSTEMS)
    return f"{browser} på {system}" if system else browser


def _named(text: str, marks: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in marks if mark in text), "")
