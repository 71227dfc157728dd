"""What a PDF is made of besides its page: files attached to it, and what stands in for a text that is too long."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file inside the PDF: its name, its bytes, and one sentence about it."""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Shorter:
    """What is printed instead where the element with the id `anchor` would come after page `page`."""

    html: str
    anchor: str
    page: int
