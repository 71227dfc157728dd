// The contents beside a report follow the reader, and a link to a folded part folds it out. Without JavaScript the list
// stays in view all the same.
"use strict";

const links = new Map();
for (const link of document.querySelectorAll(".report-contents a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}

function follow() {
  const passed = [...links.keys()].filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  const current = passed.at(-1);
  for (const [heading, link] of links) {
    if (heading === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target?.closest("details");
  if (fold) fold.open = true;
}

let waiting = false;
addEventListener(
  "scroll",
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  },
  { passive: true },
);
addEventListener("hashchange", unfold);
unfold();
follow();
