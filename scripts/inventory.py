"""Everything that the service runs with: the locked libraries as they are installed, and the vendored files.

Read from this machine alone: the lock file, the installed libraries' own metadata, and the manifest of vendored files.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from license_expression import ExpressionError, get_spdx_licensing
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "traces.txt"
"""With what is installed only by those who ask for traces: the most that the service runs with."""
EXTRAS = ("", "traces")
MANIFEST = ROOT / "app" / "web" / "static" / "vendor" / "manifest.json"
PRODUCT = "omstallningskollen"
PART = re.compile(r"^={80}\n(?P<name>\S+) (?P<version>\S+) \((?P<licence>[^\n]+)\)\n={80}$", re.MULTILINE)
"""The heading of one of the packages of a bundle, in its file of licences."""
SPDX = get_spdx_licensing()


@dataclass(frozen=True)
class Library:
    name: str
    version: str
    licence: str
    """Empty when nobody says it in SPDX's names."""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Installed:
    libraries: list[Library]
    """The locked ones of this platform, by name."""
    of_product: tuple[str, ...]
    """What the product itself needs."""
    problems: list[str]
    """What is wrong with how they are locked, installed and stated."""


@dataclass(frozen=True)
class VendoredFile:
    path: str
    sha256: str
    """Of the file as it is."""
    is_as_listed: bool


@dataclass(frozen=True)
class VendoredPackage:
    name: str
    version: str
    licence: str
    files: tuple[VendoredFile, ...]
    parts: tuple[Library, ...]
    """What was bundled into it."""


def installed_libraries(stated: dict[str, str]) -> Installed:
    pins = _pins()
    problems, packages = [], {}
    for name, version in pins.items():
        try:
            packages[name] = distribution(name)
        except PackageNotFoundError:
            problems.append(f"{name} {version} is locked but not installed: run scripts/setup test")
            continue
        if (other := packages[name].version) != version:
            problems.append(f"{name} {version} is locked, but {other} is installed: run scripts/setup test")
    needs = _needs(packages)
    of_product = needs.pop(PRODUCT)
    problems += [f"{name} is needed but not locked: run make lock" for name in sorted(needs.keys() - pins.keys())]
    own = {name: _licence_in(package) for name, package in packages.items()}
    needless = sorted(name for name in stated if name not in pins or own.get(name))
    problems += [f"{name} is stated in licences.toml without need" for name in needless]
    libraries = [
        Library(name, packages[name].version, own[name] or stated.get(name, ""), needs.get(name, ()))
        for name in sorted(packages)
    ]
    return Installed(libraries, of_product, problems)


def _pins() -> dict[str, str]:
    lines = re.findall(r"^([\w.-]+==[^\\\n]+?) *\\?$", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    requirements = [Requirement(line) for line in lines]
    return {
        canonicalize_name(each.name): str(each.specifier).removeprefix("==")
        for each in requirements
        if each.marker is None or each.marker.evaluate()
    }


def _needs(packages: dict[str, Distribution]) -> dict[str, tuple[str, ...]]:
    """Which libraries each library needs, beginning with the product, with the extras that are asked for."""
    needs: dict[str, set[str]] = {}
    seen, waiting = set(), [(PRODUCT, extra) for extra in EXTRAS]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        own = needs.setdefault(name, set())
        package = distribution(PRODUCT) if name == PRODUCT else packages.get(name)
        for requirement in map(Requirement, (package and package.requires) or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                other = canonicalize_name(requirement.name)
                own.add(other)
                waiting += [(other, each) for each in ("", *requirement.extras)]
    return {name: tuple(sorted(others - {name})) for name, others in needs.items()}


def _licence_in(package: Distribution) -> str:
    """The metadata's expression, or its older field when that has SPDX's names."""
    texts = (package.metadata.get("License-Expression"), package.metadata.get("License"))
    return next((str(text) for text in texts if text and is_expression(text)), "")


def vendored_packages() -> list[VendoredPackage]:
    entries = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]
    packages = []
    for name, version in dict.fromkeys((entry["name"], entry["version"]) for entry in entries):
        own = [entry for entry in entries if entry["name"] == name]
        text = (ROOT / own[0]["licence_file"]).read_text(encoding="utf-8")
        bundled = [Library(**match.groupdict()) for match in PART.finditer(text)]
        licence = next((part.licence for part in bundled if part.name == name), own[0]["licence"])
        parts = tuple(part for part in bundled if part.name != name)
        packages.append(VendoredPackage(name, version, licence, tuple(map(_file, own)), parts))
    return packages


def _file(entry: dict[str, str]) -> VendoredFile:
    digest = hashlib.sha256((ROOT / entry["path"]).read_bytes()).hexdigest()
    return VendoredFile(entry["path"], digest, digest == entry["sha256"])


def is_expression(text: str) -> bool:
    try:
        SPDX.parse(text, validate=True)
    except ExpressionError:
        return False
    return True


def is_allowed(text: str, allowed: set[str]) -> bool:
    """Whether whoever uses it can keep to licences that are allowed."""
    return bool(text) and is_expression(text) and _is_met(SPDX.parse(text), allowed)


def _is_met(node: object, allowed: set[str]) -> bool:
    if isinstance(node, SPDX.OR):
        return any(_is_met(each, allowed) for each in node.args)
    if isinstance(node, SPDX.AND):
        return all(_is_met(each, allowed) for each in node.args)
    return str(node) in allowed
