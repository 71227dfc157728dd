// Autosave on top of forms that work without it: keep the version fresh, retry what failed, say what is saved.
"use strict";

// `root` holds one fieldset per question, each of which saves itself with htmx. Returns what a page adds its own to.
window.autosave = (root) => {
  const RETRY_SECONDS = [2, 4, 8, 15, 30];
  const offline = document.querySelector("[data-offline]");
  const unsaved = new Map(); // fieldset id -> number of failed tries; present while something on it is not saved
  const retries = new Map(); // fieldset id -> timer of its next try
  const underWay = new Set(); // fieldset ids whose answer has been sent and not yet replied to
  let waiting = null; // what is to be done when no answer is under way

  const questionOf = (event) => event.target.closest("fieldset.question");
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
  const forget = (fieldset) => {
    unsaved.delete(fieldset.id);
    clearTimeout(retries.get(fieldset.id));
  };
  const retry = (fieldset) => {
    const tries = unsaved.get(fieldset.id) ?? 0;
    const seconds = RETRY_SECONDS[Math.min(tries, RETRY_SECONDS.length - 1)];
    unsaved.set(fieldset.id, tries + 1);
    say(fieldset, "unsaved", "Inte sparat, försöker igen");
    clearTimeout(retries.get(fieldset.id));
    retries.set(fieldset.id, setTimeout(() => { if (unsaved.has(fieldset.id)) save(fieldset); }, seconds * 1000));
  };
  // What is sent is from now on what the fields are compared with, to see whether they hold anything unsaved.
  const keep = (fieldset, sent) => {
    for (const field of fieldset.elements) {
      if (field.type === "radio") field.defaultChecked = sent.get(field.name) === field.value;
      else if (sent.has(field.name) && !field.name.endsWith(".version")) field.defaultValue = sent.get(field.name);
    }
  };
  const goOn = () => {
    if (!waiting || underWay.size) return;
    const work = waiting;
    waiting = null;
    if (offline.hidden) work();
  };

  root.addEventListener("input", (event) => {
    const fieldset = questionOf(event);
    if (!fieldset || unsaved.has(fieldset.id)) return;
    unsaved.set(fieldset.id, 0);
    say(fieldset, "saving", "Sparar …"); // "Sparat" is no longer true of what stands there
  });

  // The request may have waited behind another of the same question: send what the page holds now.
  root.addEventListener("htmx:before:request", (event) => {
    const fieldset = questionOf(event);
    underWay.add(fieldset.id);
    event.detail.ctx.request.body = fieldsOf(fieldset);
    if ((unsaved.get(fieldset.id) ?? 0) === 0) say(fieldset, "saving", "Sparar …");
  });
  root.addEventListener("htmx:before:response", (event) => {
    const fieldset = questionOf(event);
    const { ctx } = event.detail;
    offline.hidden = true;
    const status = ctx.response.status;
    if (status < 400) {
      const sent = new URLSearchParams(ctx.request.body);
      keep(fieldset, sent);
      if (sent.toString() === fieldsOf(fieldset).toString()) unsaved.delete(fieldset.id);
    } else if (status !== 409 && status !== 422 && status !== 401) {
      event.preventDefault();
      retry(fieldset);
    }
  });
  root.addEventListener("htmx:finally:request", (event) => {
    underWay.delete(questionOf(event).id);
    setTimeout(goOn); // after the next of the same question, if one is queued, has been sent
  });
  root.addEventListener("htmx:error", (event) => {
    const fieldset = questionOf(event);
    if (!fieldset) return;
    offline.hidden = false;
    waiting = null; // one stays where one is, also when contact comes back the next moment
    retry(fieldset);
  });
  root.addEventListener("htmx:after:swap", (event) => {
    const fieldset = questionOf(event);
    const saved = fieldset?.querySelector(".save-state [data-version]");
    if (saved) versionOf(fieldset).value = saved.dataset.version;
    fieldset?.querySelector("[data-focus]")?.focus();
    // More was written while this was on its way.
    if (saved && unsaved.has(fieldset.id)) say(fieldset, "saving", "Sparar …");
  });
  root.addEventListener("click", (event) => {
    const over = event.target.closest("[data-save-over]");
    if (!over) return;
    const fieldset = over.closest("fieldset.question");
    versionOf(fieldset).value = over.dataset.saveOver;
    save(fieldset);
  });

  window.addEventListener("online", saveAll);
  window.addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
  document.querySelector("[data-focus]")?.focus();

  return {
    fieldsOf,
    versionOf,
    save,
    saveAll,
    forget,
    forgetAll: () => unsaved.clear(),
    isUnsaved: (fieldset) => unsaved.has(fieldset.id),
    hasUnsaved: () => unsaved.size > 0,
    isUnderWay: (fieldset) => underWay.has(fieldset.id),
    isBusy: () => underWay.size > 0 || !offline.hidden,
    // When every answer has been replied to; never while there is no contact.
    whenIdle: (work) => {
      waiting = work;
      if (!underWay.size) saveAll();
    },
  };
};
