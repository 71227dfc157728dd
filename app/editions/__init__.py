"""Files of editions: YAML with places, models as the schema of a file, coded problems, hashes, what follows what.

A kind of edition (a questionnaire, a catalogue) is a Pydantic model, a `FileKind` with its words and messages, and
rules of its own between the parts of a file; all else it shares is here.
"""
