// The overview's choices act at once where htmx is there: then the button that sends them is not needed, and what came of a
// choice is told to those who listen.
"use strict";

(() => {
  const said = document.getElementById("oversikt-sagt");
  const hideButton = () => document.getElementById("urval-knapp")?.setAttribute("hidden", "");

  if (typeof htmx === "undefined") return;
  // Back and forward load the page anew, scripts and all, instead of only what is in it.
  htmx.config.history = "reload";
  hideButton();
  document.addEventListener("htmx:after:swap", () => {
    hideButton();
    said.textContent = document.getElementById("oversikt")?.dataset.said ?? "";
  });

  // Another year is another round with its own tabs, and so a page of its own.
  const year = (event) => {
    if (event.target.id !== "ar") return;
    event.stopPropagation();
    event.target.form.submit();
  };
  document.addEventListener("change", year, true);
})();
