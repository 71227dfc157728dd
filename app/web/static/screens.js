// Arrow and page keys move between the screens of a presentation, as its links do. They are left alone where they have another
// use: in fields, in what scrolls by itself, with other keys held, and page keys while more of the screen is to come.
"use strict";

(() => {
  const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
  const BUSY = "input, select, textarea, [contenteditable], [tabindex='0']";
  const screens = [...document.querySelectorAll(".screen")];

  const place = () => screens.findLastIndex((screen) => screen.getBoundingClientRect().top < innerHeight / 2);
  const hasMore = (screen, step) => {
    const { top, bottom } = screen.getBoundingClientRect();
    return step > 0 ? bottom > innerHeight + 1 : top < -1;
  };

  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest?.(BUSY)) return;
    const here = place();
    if (event.key.startsWith("Page") && screens[here] && hasMore(screens[here], step)) return;
    const link = document.querySelector(`a[href="#${screens[here + step]?.id}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
