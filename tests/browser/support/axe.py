"""The accessibility checker axe-core, run in the page."""

from functools import lru_cache
from typing import Any

from playwright.sync_api import Page

from tests.paths import TESTS

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""The only rules whose outcome depends on the colour scheme."""
# Without `preload`, which reads every style sheet and film again and takes a seventh of the time: for a rule that no tag
# turns on (css-orientation-lock is experimental) and one about films and sound that start by themselves.

RUN = """async (options) => {
  for (const bar of document.querySelectorAll(".answer-bar, .steps")) bar.style.position = "static";
  const { violations, incomplete, passes } = await axe.run(document, options);
  const tell = (found) => found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary}`));
  return { violations: tell(violations), passed: passes.length };
}"""
"""What sticks to an edge is put back in its place first: of what one has scrolled half under it the checker would say that
it is too small to hit. That it never covers what has the focus has a test of its own."""


@lru_cache(maxsize=1)
def _source() -> str:
    return (TESTS / "browser" / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """What breaks a rule, all of them or only those named, as "rule: where, why". Raises when nothing was checked."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_source())  # from outside of the page, so its policy against inline script stays as it is
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(TAGS)}
    options: dict[str, Any] = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    if not rules:
        options["rules"] = {"target-size": {"enabled": True}}
    report = page.evaluate(RUN, options)
    if not report["passed"]:
        raise AssertionError(f"the checker found nothing to check on {page.url}")
    result: list[str] = report["violations"]
    return result
