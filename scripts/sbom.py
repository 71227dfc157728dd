"""Check the licences of all that the service runs with, and write its inventory (SBOM) as CycloneDX 1.6.

Works without network. usage: scripts/sbom.py [--policy FILE] [--to FILE]
"""

import argparse
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from inventory import (
    PRODUCT,
    ROOT,
    Installed,
    Library,
    VendoredPackage,
    installed_libraries,
    is_allowed,
    vendored_packages,
)
from packageurl import PackageURL

POLICY = ROOT / "requirements" / "licences.toml"
SBOM = ROOT / "var" / "sbom.cdx.json"
LICENCE = "EUPL-1.2"
LICENCES = LicenseFactory()


def problems_of(libraries: list[Library], packages: list[VendoredPackage], allowed: set[str]) -> list[str]:
    parts = [part for package in packages for part in package.parts]
    problems = [
        f"{each.name} {each.version} has a licence that is not on the list: {each.licence or 'not told in SPDX names'}"
        for each in (*libraries, *packages, *parts)
        if not is_allowed(each.licence, allowed)
    ]
    files = [file for package in packages for file in package.files]
    return problems + [f"{file.path} is not what its manifest says" for file in files if not file.is_as_listed]


def bom_of(installed: Installed, packages: list[VendoredPackage]) -> Bom:
    product = Component(
        name=PRODUCT,
        version=version(PRODUCT),
        type=ComponentType.APPLICATION,
        bom_ref=PRODUCT,
        licenses=[LICENCES.make_from_string(LICENCE)],
    )
    bom = Bom()
    bom.metadata.component = product
    by_name = {each.name: _library(each, "pypi") for each in installed.libraries}
    vendored = [_vendored(each) for each in packages]
    for component in (*by_name.values(), *vendored):
        bom.components.add(component)
    for each in installed.libraries:
        bom.register_dependency(by_name[each.name], [by_name[name] for name in each.needs])
    bom.register_dependency(product, [*(by_name[name] for name in installed.of_product), *vendored])
    return bom


def _library(library: Library, kind: str, parts: list[Component] | None = None) -> Component:
    space, _, name = library.name.rpartition("/")
    url = PackageURL(kind, space or None, name, library.version)
    return Component(
        name=library.name,
        version=library.version,
        purl=url,
        bom_ref=url.to_string(),
        scope=ComponentScope.REQUIRED,
        licenses=[LICENCES.make_from_string(library.licence)],
        components=parts,
    )


def _vendored(package: VendoredPackage) -> Component:
    files = [
        Component(
            name=file.path,
            type=ComponentType.FILE,
            bom_ref=file.path,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=file.sha256)],
        )
        for file in package.files
    ]
    parts = [_library(part, "npm") for part in package.parts]
    return _library(Library(package.name, package.version, package.licence), "npm", [*files, *parts])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policy", type=Path, default=POLICY)
    parser.add_argument("--to", type=Path, default=SBOM)
    options = parser.parse_args()
    policy = tomllib.loads(options.policy.read_text(encoding="utf-8"))
    installed = installed_libraries(policy["stated"])
    packages = vendored_packages()
    problems = installed.problems + problems_of(installed.libraries, packages, set(policy["allowed"]))
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    options.to.parent.mkdir(parents=True, exist_ok=True)
    options.to.write_text(JsonV1Dot6(bom_of(installed, packages)).output_as_string(indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
