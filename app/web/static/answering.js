// Autosave on top of a form that works without it: keep the version fresh, retry what failed, warn before leaving.
"use strict";

(() => {
  const RETRY_SECONDS = [2, 4, 8, 15, 30];
  const form = document.querySelector("[data-answers]");
  const offline = document.querySelector("[data-offline]");
  const unsaved = new Map(); // fieldset id -> number of failed tries; present while something on it is not saved
  const retries = new Map(); // fieldset id -> timer of its next try
  const underWay = new Set(); // fieldset ids whose answer has been sent and not yet replied to
  let submitter = null; // the button that waits for them

  const stateOf = (fieldset) => fieldset.querySelector(".save-state");
  const fieldsOf = (fieldset) => {
    const fields = new URLSearchParams();
    for (const field of fieldset.elements) {
      if (field.name && (field.type !== "radio" || field.checked)) fields.append(field.name, field.value);
    }
    return fields;
  };
  const versionOf = (fieldset) => fieldset.querySelector("input[name$='.version']");
  const say = (fieldset, className, words) => {
    const line = document.createElement("p");
    line.className = className;
    line.textContent = words;
    const state = stateOf(fieldset);
    state.querySelectorAll("p.saved, p.saving, p.unsaved").forEach((old) => old.remove());
    state.append(line);
  };
  const save = (fieldset) => htmx.trigger(fieldset, "spara");
  const saveAll = () => unsaved.forEach((_, id) => save(document.getElementById(id)));
  const retry = (fieldset) => {
    const tries = unsaved.get(fieldset.id) ?? 0;
    const seconds = RETRY_SECONDS[Math.min(tries, RETRY_SECONDS.length - 1)];
    unsaved.set(fieldset.id, tries + 1);
    say(fieldset, "unsaved", "Inte sparat, försöker igen");
    clearTimeout(retries.get(fieldset.id));
    retries.set(fieldset.id, setTimeout(() => { if (unsaved.has(fieldset.id)) save(fieldset); }, seconds * 1000));
  };
  const count = () => {
    const answered = [...form.querySelectorAll("fieldset.question")].filter((set) => set.querySelector("input:checked"));
    const shown = document.querySelector("[data-current] [data-answered]");
    if (shown) shown.textContent = String(answered.length);
  };

  form.addEventListener("input", (event) => {
    const fieldset = event.target.closest("fieldset.question");
    if (!fieldset || unsaved.has(fieldset.id)) return;
    unsaved.set(fieldset.id, 0);
    say(fieldset, "saving", "Sparar …"); // "Sparat" is no longer true of what stands there
  });
  form.addEventListener("change", count);
  // The page waits for answers under way, whose new version it must name, and is not left while there is no contact.
  form.addEventListener("submit", (event) => {
    if (!underWay.size && offline.hidden) return unsaved.clear();
    event.preventDefault();
    submitter = event.submitter;
    if (!underWay.size) saveAll();
  });
  const submitWaiting = () => {
    if (!submitter || underWay.size) return;
    const button = submitter;
    submitter = null;
    if (offline.hidden) form.requestSubmit(button);
  };

  // The request may have waited behind another of the same question: send what the page holds now.
  form.addEventListener("htmx:before:request", (event) => {
    const fieldset = event.target.closest("fieldset.question");
    underWay.add(fieldset.id);
    event.detail.ctx.request.body = fieldsOf(fieldset);
    if ((unsaved.get(fieldset.id) ?? 0) === 0) say(fieldset, "saving", "Sparar …");
  });
  form.addEventListener("htmx:before:response", (event) => {
    const fieldset = event.target.closest("fieldset.question");
    const { ctx } = event.detail;
    offline.hidden = true;
    const status = ctx.response.status;
    if (status < 400) {
      const sent = ctx.request.body.toString();
      if (sent === fieldsOf(fieldset).toString()) unsaved.delete(fieldset.id);
    } else if (status !== 409 && status !== 422 && status !== 401) {
      event.preventDefault();
      retry(fieldset);
    }
  });
  form.addEventListener("htmx:finally:request", (event) => {
    underWay.delete(event.target.closest("fieldset.question").id);
    setTimeout(submitWaiting); // after the next of the same question, if one is queued, has been sent
  });
  form.addEventListener("htmx:error", (event) => {
    const fieldset = event.target.closest("fieldset.question");
    if (!fieldset) return;
    offline.hidden = false;
    retry(fieldset);
  });
  form.addEventListener("htmx:after:swap", (event) => {
    const fieldset = event.target.closest("fieldset.question");
    const saved = fieldset?.querySelector(".save-state [data-version]");
    if (saved) versionOf(fieldset).value = saved.dataset.version;
    fieldset?.querySelector("[data-focus]")?.focus();
    // More was written while this was on its way.
    if (saved && unsaved.has(fieldset.id)) say(fieldset, "saving", "Sparar …");
  });
  form.addEventListener("click", (event) => {
    const over = event.target.closest("[data-save-over]");
    const reload = event.target.closest("[data-reload]");
    if (over) {
      const fieldset = over.closest("fieldset.question");
      versionOf(fieldset).value = over.dataset.saveOver;
      save(fieldset);
    } else if (reload) {
      event.preventDefault();
      unsaved.clear();
      location.hash = reload.getAttribute("href");
      location.reload();
    }
  });

  window.addEventListener("online", saveAll);
  window.addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
  // Browsers that do not know scroll-initial-target: the step one is at, with a glimpse of the one before it.
  const here = document.querySelector("[data-current]");
  if (here) here.closest("ol").scrollLeft = here.offsetLeft - here.offsetWidth / 2;
  document.querySelector("[data-focus]")?.focus();
})();
