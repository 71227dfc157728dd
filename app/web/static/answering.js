// A capital's questions: autosave each, count the answered ones, show what is saved, and leave only when all of it is.
"use strict";

(() => {
  const form = document.querySelector("[data-answers]");
  const saving = window.autosave(form);
  const turns = window.questionTurns(form);
  const bar = window.answerBar(form);
  const count = () => {
    const shown = document.querySelector("[data-current] [data-answered]");
    if (shown) shown.textContent = String(bar.count());
  };

  const show = (fieldset) => { fieldset.querySelector(".take-back").hidden = !fieldset.querySelector("input:checked"); };

  form.addEventListener("change", (event) => {
    count();
    show(event.target.closest("fieldset.question"));
  });
  const takeBack = (fieldset) => {
    const chosen = fieldset.querySelector("input:checked");
    chosen.checked = false;
    chosen.focus();
    chosen.dispatchEvent(new Event("input", { bubbles: true }));
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  };
  // The page waits for answers under way, whose new version it must name, and is not left while there is no contact.
  // When all is saved nothing is sent: what has been changed in another tab is not what this page shows.
  form.addEventListener("submit", (event) => {
    const question = event.submitter?.closest("fieldset.question");
    if (question) {
      event.preventDefault();
      return takeBack(question);
    }
    if (turns.turn(event.submitter)) return event.preventDefault();
    if (!saving.isBusy()) {
      if (saving.hasUnsaved()) return saving.forgetAll();
      event.preventDefault();
      return location.assign(turns.leads(event.submitter) ? bar.elsewhere : form.dataset.next);
    }
    event.preventDefault();
    const button = event.submitter;
    saving.whenIdle(() => form.requestSubmit(button));
  });
  form.addEventListener("click", (event) => {
    const reload = event.target.closest("[data-reload]");
    if (!reload) return;
    event.preventDefault();
    saving.forgetAll();
    location.hash = reload.getAttribute("href");
    location.reload();
  });

  // Browsers that do not know scroll-initial-target: the step one is at, with a glimpse of the one before it.
  const here = document.querySelector("[data-current]");
  if (here) here.closest("ol").scrollLeft = here.offsetLeft - here.offsetWidth / 2;
})();
