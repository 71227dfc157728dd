"""Whether what was typed in a text field can be kept, and in one line what to do where it cannot."""

from app.assessment.answering.entry import is_text


def text_error(text: str, max_characters: int) -> str | None:
    """What is wrong with a text, in Swedish: it is too long, or has a sign that no database and no page can hold."""
    if len(text) > max_characters:
        return f"Texten är {len(text)} tecken. Högst {max_characters} får plats."
    if not is_text(text):
        return "Texten innehåller ett tecken som inte går att spara. Skriv om den."
    return None
