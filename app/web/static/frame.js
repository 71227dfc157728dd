// Folds the menu, the marks and the switches of the frame in again, by Escape or a click beside them. Without it they are folded in by
// what opened them. And what a page is opened for, a summary of errors or a preview, takes the focus.
"use strict";

document.querySelector("[data-focus]")?.focus();

const openFolds = () => document.querySelectorAll(".site-header details[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const fold of openFolds()) {
    if (fold.contains(document.activeElement)) fold.querySelector("summary").focus();
    fold.open = false;
  }
});

document.addEventListener("click", (event) => {
  for (const fold of openFolds()) {
    if (!fold.contains(event.target)) fold.open = false;
  }
});
