"""Going through a page with the keyboard: Tab until one is there, with the focus to be seen at every stop."""

from playwright.sync_api import Locator, Page

MAX_STOPS = 150
SEEN = """() => {
  const at = document.activeElement;
  if (at === document.body) return "";
  const marked = [at, at.closest(".choice")].filter(Boolean)
    .some((element) => { const style = getComputedStyle(element); return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2; });
  const line = at.querySelector(".ink-hit"); // in a drawing the line stands around the part that is pointed at
  const drawn = line && getComputedStyle(line).stroke !== "none" && parseFloat(getComputedStyle(line).strokeWidth) >= 2;
  const box = at.getBoundingClientRect();
  const steps = document.querySelector(".steps:not(:focus-within)")?.getBoundingClientRect();
  const covered = steps && box.top >= steps.top && box.bottom <= steps.bottom;
  const shown = !covered && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return (marked || drawn) && shown ? "" : `${at.outerHTML.slice(0, 120)} marked: ${marked || drawn}, in view: ${shown}`;
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has focus. Fails when it is never reached, or when a stop cannot be seen."""
    element = target.element_handle()
    for _ in range(MAX_STOPS):
        page.keyboard.press("Tab")
        unseen = page.evaluate(SEEN)
        assert not unseen, f"focus cannot be seen at {unseen}"
        if element.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"{target} was not reached in {MAX_STOPS} presses of Tab on {page.url}")


def press(page: Page, target: Locator, key: str) -> None:
    tab_to(page, target)
    page.keyboard.press(key)
