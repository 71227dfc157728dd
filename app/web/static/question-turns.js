// From question to question on the page: to the next without an answer, and on a phone to the one before or after.
"use strict";

window.questionTurns = (form) => {
  const UNANSWERED = "obesvarad";
  const questions = [...form.querySelectorAll("fieldset.question")];
  const next = document.querySelector("[data-next-open]");
  let current = form.querySelector(".question:target"); // where one was last, by focus or by the address

  const focus = (fieldset) => {
    const radio = fieldset.querySelector("input:checked") ?? fieldset.querySelector("input[type=radio]");
    radio.focus({ preventScroll: true });
  };
  const show = (fieldset) => {
    location.hash = fieldset.id;
    focus(fieldset);
  };
  // Later on the page first, then from its beginning, and last the one where one is.
  const nextOpen = () => {
    const here = questions.indexOf(current);
    return [...questions.slice(here + 1), ...questions.slice(0, here + 1)].find((fieldset) => !fieldset.querySelector("input:checked"));
  };
  const leads = (button) => button?.name === "next" && button.value === UNANSWERED;

  form.addEventListener("focusin", (event) => { current = event.target.closest("fieldset.question") ?? current; });
  window.addEventListener("hashchange", () => {
    const fieldset = form.querySelector(".question:target");
    if (!fieldset) return;
    current = fieldset;
    if (!fieldset.contains(document.activeElement)) focus(fieldset);
  });
  // A single key works only where one stands in a question and does not write (WCAG 2.1.4).
  form.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "n" || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (!event.target.closest("fieldset.question") || event.target.matches(".free-text")) return;
    event.preventDefault();
    next.click();
  });
  document.querySelector("[data-key-hint]").hidden = false;

  return {
    leads,
    // Whether the button led to another question of this page, which is now shown.
    turn: (button) => {
      if (button?.name !== "next") return false;
      const fieldset = leads(button) ? nextOpen() : document.getElementById(`fraga-${button.value}`);
      if (fieldset) show(fieldset);
      return Boolean(fieldset);
    },
  };
};
