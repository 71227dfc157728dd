"""Messages, coded for translation (i18n): what people are told, as a code with facts that reads as a Swedish sentence.

Services raise and hand over messages; the sentences stand in one `words.py` a wing. A page that speaks another language
looks up its own sentence by the code and fills in the facts; everything that does not ask for them has the Swedish.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Self


class Message(str):
    """A Swedish sentence that knows its `code`, in kebab-case and the app's only one, and the `facts` it is about.

    It is a string, so that templates, files and columns take it as one. What is made of it is a plain string again.
    """

    __slots__ = ("code", "facts")
    code: str
    facts: Mapping[str, object]

    def __new__(cls, code: str, sentence: str, facts: Mapping[str, object] | None = None) -> Self:
        message = super().__new__(cls, sentence)
        message.code = code
        message.facts = dict(facts or {})
        return message

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, Mapping[str, object]]]:
        """For pickling and copying, which would otherwise lose the code."""
        return type(self), (self.code, str(self), self.facts)


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """A sentence with places for facts, in the braces of `str.format`."""

    code: str
    template: str

    def with_facts(self, **facts: object) -> Message:
        """The message about these facts. Raises TypeError unless they are exactly the ones that the template names."""
        names = {name for _, name, _, _ in Formatter().parse(self.template) if name is not None}
        if names != set(facts):
            raise TypeError(f"{self.code}: the facts are {', '.join(sorted(names))}, not {', '.join(sorted(facts))}")
        return Message(self.code, self.template.format(**facts), facts)
