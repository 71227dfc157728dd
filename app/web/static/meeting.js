// The joint meeting with several at once: what others note is fetched and shown, and nobody's own words are ever lost.
"use strict";

(() => {
  const RETRY_SECONDS = [1, 2, 4, 8, 10];
  const page = document.querySelector("[data-meeting]");
  const saving = page.hasAttribute("data-answers") && page.dataset.changeable === "ja" ? window.autosave(page) : null;
  const outdated = document.querySelector("[data-outdated]");
  let known = Number(page.dataset.meetingVersion); // the meeting's version that this page shows
  let stream = null;
  let failures = 0;
  let retrying = null;
  let fetching = null; // the page being fetched anew, for whoever waits for it
  let next = null; // the page that is fetched after that, for those who have asked meanwhile

  const tell = (words, slow = false) => {
    outdated.querySelector("[data-outdated-words]").textContent = words;
    outdated.toggleAttribute("data-slow", slow);
    outdated.hidden = false;
  };

  // ---- What others have changed

  const kept = (field) => (field.type === "radio" ? field.defaultChecked : field.defaultValue);
  const held = (field) => (field.type === "radio" ? field.checked : field.value);
  const put = (field, value) => {
    if (field.type === "radio") {
      field.checked = value;
      field.defaultChecked = value;
      return;
    }
    const caret = field === document.activeElement ? field.selectionStart : null;
    field.value = value;
    field.defaultValue = value;
    if (caret !== null && field.type === "textarea") field.setSelectionRange(caret, caret);
  };
  // The choice is one field however many buttons it has.
  const groupsOf = (fieldset) => {
    const groups = new Map();
    for (const field of fieldset.elements) {
      if (!field.name || field.type === "hidden") continue;
      groups.set(field.name, [...(groups.get(field.name) ?? []), field]);
    }
    return groups;
  };

  const showState = (fieldset, fresh) => {
    const news = fresh.querySelector(".save-state").cloneNode(true);
    fieldset.querySelector(".save-state").replaceChildren(...news.childNodes);
  };

  // Takes over what somebody else has changed, field by field. A field that both have changed keeps one's own words,
  // and then the version too, so that nothing is saved over theirs before one has chosen. Returns whether all went.
  // A page that was fetched before one's own last change was saved tells of the time before it, and is let be.
  const merge = (fieldset, fresh) => {
    const version = saving.versionOf(fieldset);
    const theirs = saving.versionOf(fresh).value;
    if (Number(theirs) <= Number(version.value)) return true;
    const freshGroups = groupsOf(fresh);
    let clash = false;
    let changed = false;
    for (const [name, fields] of groupsOf(fieldset)) {
      const news = freshGroups.get(name).map(held);
      const mine = fields.map(held);
      const before = fields.map(kept);
      const same = (one, other) => one.every((value, place) => value === other[place]);
      if (same(news, before)) continue;
      changed = true;
      if (!same(mine, before) && !same(mine, news)) clash = true;
      else for (const [place, field] of fields.entries()) put(field, news[place]);
    }
    const other = fieldset.querySelector("[data-other]");
    if (changed) other.textContent = `${clash ? "En annan har ändrat samma sak" : "Ändrat av en annan"} kl. ${fresh.dataset.savedAt}.`;
    if (clash) return false;
    version.value = theirs;
    if (saving.isUnsaved(fieldset)) saving.save(fieldset);
    else showState(fieldset, fresh);
    return true;
  };

  const patch = (fresh) => {
    const anew = fresh.querySelector("[data-meeting]");
    known = Math.max(known, Number(anew.dataset.meetingVersion));
    if (anew.dataset.changeable !== page.dataset.changeable) tell("Mötet har stängts eller öppnats igen.");
    for (const part of fresh.querySelectorAll("[data-live]")) {
      const mine = document.getElementById(part.id);
      if (!mine || mine.contains(document.activeElement) || mine.isEqualNode(part)) continue;
      mine.className = part.className;
      mine.replaceChildren(...part.cloneNode(true).childNodes);
    }
    if (!saving || anew.dataset.changeable !== "ja") return;
    for (const fieldset of page.querySelectorAll("fieldset.question")) {
      const news = fresh.getElementById(fieldset.id);
      if (news && !saving.isUnderWay(fieldset)) merge(fieldset, news); // otherwise its own reply comes first
    }
  };

  // This same page as it is now. Fetched one at a time; somebody who asks meanwhile gets the one after.
  const fetchAnew = async () => {
    const response = await fetch(location.pathname, { headers: { "HX-Request": "true" }, cache: "no-store" });
    if (response.status === 401) return tell("Du är utloggad. Logga in i en annan flik.");
    if (response.status === 403 || response.status === 404) return tell("Du kan inte följa mötet längre.");
    if (!response.ok) throw new Error(`status ${response.status}`);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    patch(fresh);
    return fresh;
  };
  const refresh = () => {
    if (fetching) {
      next ??= fetching.catch(() => {}).then(() => {
        next = null;
        return refresh();
      });
      return next;
    }
    fetching = fetchAnew().finally(() => { fetching = null; });
    return fetching;
  };

  // ---- Hearing that there is something new

  const listen = () => {
    clearTimeout(retrying);
    stream?.close();
    stream = new EventSource(page.dataset.meeting);
    stream.addEventListener("andring", (event) => {
      failures = 0;
      page.dataset.following = "ja";
      if (outdated.hasAttribute("data-slow")) outdated.hidden = true;
      if (Number(event.data) > known) refresh().catch(lost);
    });
    stream.addEventListener("slut", listen); // a stream does not last for ever; the next one begins where it ended
    stream.addEventListener("error", lost);
  };
  // Asks for the page itself meanwhile, so that what others do still comes, only later.
  const lost = () => {
    stream?.close();
    clearTimeout(retrying);
    page.dataset.following = "nej";
    const seconds = RETRY_SECONDS[Math.min(failures, RETRY_SECONDS.length - 1)];
    failures += 1;
    if (failures === 3 && outdated.hidden) tell("Det andra ändrar syns inte genast just nu.", true);
    retrying = setTimeout(() => {
      refresh().catch(() => {});
      listen();
    }, seconds * 1000);
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      stream?.close();
      clearTimeout(retrying);
    } else {
      refresh().catch(() => {});
      listen();
    }
  });
  window.addEventListener("pagehide", () => stream?.close());
  listen();

  // ---- One's own changes

  if (!saving) return;
  const questionOf = (event) => event.target.closest("fieldset.question");

  // Somebody else was first. Where they changed another field both go together; where not, one chooses.
  page.addEventListener("htmx:before:response", (event) => {
    const fieldset = questionOf(event);
    const { request, response } = event.detail.ctx;
    const isGivenUp = response.status === 409 && saving.isGivenUp(fieldset, request.body);
    if (isGivenUp) event.preventDefault();
    if (isGivenUp || response.status !== 409 || fieldset.dataset.clash === "ja") return;
    event.preventDefault();
    setTimeout(async () => {
      const fresh = await refresh().catch(() => null);
      if (saving.isUnderWay(fieldset)) return;
      const news = fresh?.getElementById(fieldset.id);
      if (!news || !merge(fieldset, news)) fieldset.dataset.clash = "ja";
      saving.save(fieldset);
    });
  });
  page.addEventListener("htmx:after:swap", (event) => {
    const fieldset = questionOf(event);
    if (!fieldset?.querySelector(".save-state [data-version]")) return;
    delete fieldset.dataset.clash;
    refresh().catch(() => {}); // how many are settled stands in several places
  });
  page.addEventListener("click", async (event) => {
    const over = event.target.closest("[data-save-over]")?.closest("fieldset.question");
    if (over) {
      delete over.dataset.clash;
      over.querySelector("[data-other]").textContent = "";
    }
    const keep = event.target.closest("[data-keep-theirs]");
    if (!keep) return;
    event.preventDefault();
    const fieldset = keep.closest("fieldset.question");
    const fresh = (await refresh().catch(() => null))?.getElementById(fieldset.id);
    if (!fresh) return tell("Det sparade gick inte att hämta. Försök igen om en stund.", true);
    saving.forget(fieldset);
    delete fieldset.dataset.clash;
    const news = groupsOf(fresh);
    for (const [name, fields] of groupsOf(fieldset)) {
      for (const [place, field] of fields.entries()) put(field, held(news.get(name)[place]));
    }
    saving.versionOf(fieldset).value = saving.versionOf(fresh).value;
    showState(fieldset, fresh);
    fieldset.querySelector("[data-other]").textContent = "";
    fieldset.querySelector("input:checked").focus();
  });
  page.addEventListener("submit", (event) => {
    const fieldset = event.target.querySelector("fieldset.question");
    if (!fieldset) return;
    event.preventDefault();
    saving.save(fieldset);
  });
  // By keyboard the browser itself brings a field out from under the bar at the bottom; where it is pressed it does not.
  page.addEventListener("click", (event) => event.target.closest(".free-text")?.scrollIntoView({ block: "nearest" }));
  // What is written last is saved before one goes on to another page.
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || event.defaultPrevented || !plain || link.target || link.hash || !saving.hasUnsaved()) return;
    event.preventDefault();
    saving.saveAll();
    saving.whenIdle(() => { if (!saving.hasUnsaved()) location.assign(link.href); });
  });
})();
