// Autosave on top of forms that work without it: keep the version fresh, retry what failed, say what is saved.
"use strict";

// `root` holds one fieldset per question, each of which saves itself with htmx. Returns what a page adds its own to.
window.autosave = (root) => {
  const RETRY_SECONDS = [2, 4, 8, 15, 30];
  const QUIET_SECONDS = 1.5; // after the last key
  const LATEST_SECONDS = 5; // after the first key that is not saved
  const KEEPALIVE_MAX = 60_000; // characters; browsers let no larger request outlive its page
  const offline = document.querySelector("[data-offline]");
  const unsaved = new Map(); // fieldset id -> number of failed tries; present while something on it is not saved
  const retries = new Map(); // fieldset id -> timer of its next try
  const quiet = new Map(); // fieldset id -> timer since its last key
  const latest = new Map(); // fieldset id -> timer since its first unsaved key
  const underWay = new Map(); // fieldset id -> fields that have been sent and not yet replied to
  const parting = new Map(); // fieldset id -> fields that were sent because the page might end
  const unheard = new Map(); // fieldset id -> first fields sent since the last reply: they may have been saved
  const answered = new Map(); // fieldset id -> content that was last replied to: saved, at fault, or in conflict
  let waiting = null; // what is to be done when no answer is under way

  const questionOf = (event) => event.target.closest("fieldset.question");
  const stateOf = (fieldset) => fieldset.querySelector(".save-state");
  const fieldsOf = (fieldset) => {
    const fields = new URLSearchParams();
    for (const field of fieldset.elements) {
      if (field.name && field.type !== "submit" && (field.type !== "radio" || field.checked)) fields.append(field.name, field.value);
    }
    return fields;
  };
  const versionOf = (fieldset) => fieldset.querySelector("input[name$='.version']");
  // What is sent, apart from the version it follows on.
  const contentOf = (fields) => [...fields].filter(([name]) => !name.endsWith(".version") && !name.includes(".unheard.")).toString();
  // Fields as they are sent, with what was sent before them without a reply, so that nobody is in conflict with herself.
  const toSend = (fieldset) => {
    const fields = fieldsOf(fieldset);
    const before = unheard.get(fieldset.id);
    if (!before) unheard.set(fieldset.id, new URLSearchParams(fields));
    else if (contentOf(before) !== contentOf(fields)) {
      for (const [name, value] of before) {
        const cut = name.lastIndexOf(".");
        fields.append(`${name.slice(0, cut)}.unheard${name.slice(cut)}`, value);
      }
    }
    return fields;
  };
  const heard = (fieldset, sent) => {
    answered.set(fieldset.id, contentOf(sent));
    const before = unheard.get(fieldset.id);
    if (before && contentOf(before) === contentOf(sent)) unheard.delete(fieldset.id);
  };
  const learnVersion = (fieldset, version) => {
    const field = versionOf(fieldset);
    if (Number(version) > Number(field.value)) field.value = version;
  };

  const say = (fieldset, className, words) => {
    const line = document.createElement("p");
    line.className = className;
    line.textContent = words;
    const state = stateOf(fieldset);
    for (const old of state.querySelectorAll("p.saved, p.saving, p.unsaved")) old.remove();
    state.append(line);
  };
  // What is wrong with a field stands by it until it is right. A screen reader hears first what is saved and what not.
  const showFaults = (fieldset) => {
    for (const field of fieldset.querySelectorAll(".free-text")) {
      const id = `${field.id}-fel`;
      document.getElementById(id)?.remove();
      const message = stateOf(fieldset).querySelector(`[data-fault="${field.name}"]`);
      const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other && other !== id);
      if (message) {
        message.id = id;
        field.before(message);
        field.closest("details")?.setAttribute("open", "");
        described.push(id);
      }
      if (message) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      if (described.length) field.setAttribute("aria-describedby", described.join(" "));
      else field.removeAttribute("aria-describedby");
    }
  };

  const stopTimers = (fieldset) => {
    for (const timers of [quiet, latest]) {
      clearTimeout(timers.get(fieldset.id));
      timers.delete(fieldset.id);
    }
  };
  const save = (fieldset) => htmx.trigger(fieldset, "spara");
  const saveAll = () => {
    for (const id of unsaved.keys()) save(document.getElementById(id));
  };
  const saveSoon = (fieldset) => {
    const { id } = fieldset;
    const work = () => {
      stopTimers(fieldset);
      save(fieldset);
    };
    clearTimeout(quiet.get(id));
    quiet.set(id, setTimeout(work, QUIET_SECONDS * 1000));
    if (!latest.has(id)) latest.set(id, setTimeout(work, LATEST_SECONDS * 1000));
  };
  const forget = (fieldset) => {
    unsaved.delete(fieldset.id);
    unheard.delete(fieldset.id);
    stopTimers(fieldset);
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
    if (!waiting || underWay.size || parting.size) return;
    const work = waiting;
    waiting = null;
    if (offline.hidden) work();
  };

  // A phone may end a page that it has hidden without a word to it. So the request has to outlive the page, and does not
  // wait for the one before it. If the page lives on, it is saved once more in the usual way: that changes nothing.
  const part = async (fieldset) => {
    const content = contentOf(fieldsOf(fieldset));
    const before = [underWay, parting].filter((sent) => sent.has(fieldset.id)).map((sent) => contentOf(sent.get(fieldset.id)));
    if (before.includes(content) || answered.get(fieldset.id) === content) return;
    const body = toSend(fieldset);
    parting.set(fieldset.id, body);
    try {
      const response = await fetch(fieldset.getAttribute("hx-put"), {
        method: "PUT",
        headers: { "HX-Request": "true" },
        body,
        keepalive: body.toString().length < KEEPALIVE_MAX,
      });
      const version = /data-version="(\d+)"/.exec(await response.text())?.[1];
      if (version) {
        learnVersion(fieldset, version);
        heard(fieldset, body);
      }
    } catch {
      // The usual way tells that there is no contact, and tries again.
    } finally {
      parting.delete(fieldset.id);
    }
    save(fieldset);
  };
  const partAll = () => {
    for (const id of unsaved.keys()) part(document.getElementById(id));
  };

  root.addEventListener("input", (event) => {
    const fieldset = questionOf(event);
    if (!fieldset) return;
    if (event.target.matches(".free-text")) saveSoon(fieldset);
    if (unsaved.has(fieldset.id)) return;
    unsaved.set(fieldset.id, 0);
    say(fieldset, "saving", "Sparar …"); // "Sparat" is no longer true of what stands there
  });

  // The request may have waited behind another of the same question: send what the page holds now.
  root.addEventListener("htmx:before:request", (event) => {
    const fieldset = questionOf(event);
    const { request } = event.detail.ctx;
    stopTimers(fieldset);
    request.body = toSend(fieldset);
    request.keepalive = request.body.toString().length < KEEPALIVE_MAX;
    underWay.set(fieldset.id, request.body);
    if ((unsaved.get(fieldset.id) ?? 0) === 0) say(fieldset, "saving", "Sparar …");
  });
  root.addEventListener("htmx:before:response", (event) => {
    const fieldset = questionOf(event);
    const { ctx } = event.detail;
    offline.hidden = true;
    const status = ctx.response.status;
    const sent = ctx.request.body; // of this very request: the question's next may be under way already, or none
    if (status < 400 || status === 409 || status === 422) heard(fieldset, sent);
    if (status < 400) {
      keep(fieldset, sent);
      if (contentOf(sent) === contentOf(fieldsOf(fieldset))) unsaved.delete(fieldset.id);
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
    if (!fieldset) return;
    showFaults(fieldset);
    const saved = stateOf(fieldset).querySelector("[data-version]");
    if (saved) learnVersion(fieldset, saved.dataset.version);
    fieldset.querySelector("[data-focus]")?.focus();
    // More was written while this was on its way.
    if (saved?.matches(".saved") && unsaved.has(fieldset.id)) say(fieldset, "saving", "Sparar …");
  });
  root.addEventListener("click", (event) => {
    const over = event.target.closest("[data-save-over]");
    if (!over) return;
    const fieldset = over.closest("fieldset.question");
    versionOf(fieldset).value = over.dataset.saveOver;
    save(fieldset);
  });

  document.addEventListener("visibilitychange", () => { if (document.hidden) partAll(); });
  window.addEventListener("pagehide", partAll);
  // The browser shows the page as it was left. It may have been changed since, on another page or device.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (unsaved.size) saveAll();
    else location.reload();
  });
  window.addEventListener("online", saveAll);
  window.addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });

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
    // Whether what was sent has been given up since, for what somebody else had saved.
    isGivenUp: (fieldset, sent) => !unsaved.has(fieldset.id) && contentOf(sent) !== contentOf(fieldsOf(fieldset)),
    isBusy: () => underWay.size > 0 || parting.size > 0 || !offline.hidden,
    // When every answer has been replied to; never while there is no contact.
    whenIdle: (work) => {
      waiting = work;
      if (!underWay.size) saveAll();
    },
  };
};
