"""The tree of what is written where in a file: Pydantic checks its values, rules read it, problems point into it."""

from dataclasses import dataclass, field
from decimal import Decimal

from app.editions.problems import NOWHERE, SourcePosition
from app.editions.scalars import NodeKind, exact_number


@dataclass(frozen=True, slots=True)
class AtLevel:
    """What a mapping by level says of one level. `text` and `number` are None when it is invalid or the other."""

    level: Decimal
    text: str | None
    number: Decimal | None
    place: SourcePosition
    key_place: SourcePosition


@dataclass(slots=True)
class Node:
    """A value of the file with its place; of a list or mapping, `inner` holds the values by index or key.

    A node that is not `usable` has been reported: it still has its place, and rules pass it over, so that they can be
    tried on everything that is whole although something else is broken.
    """

    place: SourcePosition
    kind: NodeKind
    raw: str = ""
    """A scalar to the letter."""
    inner: "dict[str | int, Node]" = field(default_factory=dict)
    key_place: SourcePosition = NOWHERE
    usable: bool = True

    @property
    def value(self) -> object:
        """For Pydantic. A scalar that no edition can use stays the node itself, which every type refuses."""
        match self.kind:
            case NodeKind.MAPPING:
                return {key: node.value for key, node in self.inner.items()}
            case NodeKind.LIST:
                return [node.value for node in self.inner.values()]
            case NodeKind.TEXT if not self.is_blank:
                return self.raw
            case NodeKind.FLAG if self.raw in ("true", "false"):
                return self.raw == "true"
            case NodeKind.NUMBER if (number := exact_number(self.raw)) is not None:
                return number
        return self

    @property
    def is_scalar(self) -> bool:
        return self.kind in (NodeKind.TEXT, NodeKind.NUMBER, NodeKind.FLAG, NodeKind.NOTHING)

    @property
    def is_blank(self) -> bool:
        return self.kind is NodeKind.NOTHING or (self.kind is NodeKind.TEXT and not self.raw.strip())

    def at(self, key: str) -> SourcePosition:
        """Where the key stands, or the whole part when it is not written."""
        return self.inner[key].key_place if key in self.inner else self.place

    def missing(self, key: str) -> SourcePosition:
        """Where a key that is not written belongs."""
        return SourcePosition(self.place.line, self.place.column, f"{self.place.path}.{key}".lstrip("."))

    def usable_at(self, key: str) -> "Node | None":
        node = self.inner.get(key)
        return node if node and node.usable else None

    def text(self, key: str) -> str | None:
        node = self.usable_at(key)
        return node.raw.strip() if node and node.kind is NodeKind.TEXT else None

    def number(self, key: str) -> Decimal | None:
        node = self.usable_at(key)
        return exact_number(node.raw) if node and node.kind is NodeKind.NUMBER else None

    def whole(self, key: str) -> int | None:
        number = self.number(key)
        return None if number is None else int(number)

    def is_true(self, key: str) -> bool:
        node = self.usable_at(key)
        return node is not None and node.value is True

    def part(self, key: str) -> "Node | None":
        node = self.usable_at(key)
        return node if node and node.kind is NodeKind.MAPPING else None

    def parts(self, key: str) -> "tuple[Node, ...]":
        """The mappings of a list."""
        return tuple(node for node in self.entries(key) if node.kind is NodeKind.MAPPING)

    def entries(self, key: str) -> "tuple[Node, ...]":
        """Whatever is usable in a list."""
        node = self.usable_at(key)
        return (
            tuple(entry for entry in node.inner.values() if entry.usable) if node and node.kind is NodeKind.LIST else ()
        )

    def levels(self, key: str) -> tuple[AtLevel, ...]:
        """A mapping by level, in the order of the file. 0 and 0.0 are the same level: the first is taken."""
        node = self.part(key)
        entries: dict[Decimal, AtLevel] = {}
        for name, entry in node.inner.items() if node else ():
            level = exact_number(str(name))
            if node and level is not None and level not in entries:
                text, number = node.text(str(name)), node.number(str(name))
                entries[level] = AtLevel(
                    level=level, text=text, number=number, place=entry.place, key_place=entry.key_place
                )
        return tuple(entries.values())
