// A workshop with several at once: what others do is fetched and shown, and nothing that one is writing is disturbed.
"use strict";

(() => {
  const RETRY_SECONDS = [1, 2, 4, 8, 10];
  const SAY_EVERY = 10_000; // so often at most a screen reader is told of new notes
  const page = document.querySelector("[data-workshop]");
  if (!page) return;
  const board = page.dataset.changes; // where a board's changed columns are; other pages fetch themselves
  const outdated = document.querySelector("[data-outdated]");
  const news = document.querySelector("[data-news]");
  let known = Number(page.dataset.version);
  let stream = null;
  let retrying = null;
  let failures = 0;
  let fetching = false;
  let again = false;
  let isOver = false; // the workshop has been closed, or one may not follow it any more

  const parse = (text) => new DOMParser().parseFromString(text, "text/html");
  // A new note that a page has come back with is not saved either.
  const isWriting = () =>
    [...page.querySelectorAll("textarea")].some((field) => field.value !== (field.closest("[data-add]") ? "" : field.defaultValue));
  const COPY = "Kopiera det du skriver om du vill ha kvar det.";
  const isSavable = (phase) => Math.max(phase, Number(page.dataset.phase)) < 4; // notes; the one-liner is of its phase alone
  const tell = (words) => {
    if (!outdated) return;
    outdated.querySelector("[data-outdated-words]").textContent = words;
    outdated.hidden = false;
  };

  const over = (words) => {
    isOver = true;
    stream?.close();
    tell(words);
    outdated?.querySelector("a")?.remove();
  };

  // ---- New notes, in words

  let unsaid = 0;
  let timer = null;
  const say = () => {
    timer = null;
    if (!unsaid || !news) return;
    news.textContent = unsaid === 1 ? "En ny lapp." : `${unsaid} nya lappar.`;
    unsaid = 0;
    timer = setTimeout(say, SAY_EVERY);
  };
  const count = (more) => {
    unsaid += Math.max(0, more);
    if (unsaid && timer === null) timer = setTimeout(say, 1000);
  };

  // ---- Showing what has changed. A part that has the focus waits until it is left.

  const waiting = new Map();
  const put = (part, isOwn = false) => {
    const mine = document.getElementById(part.id);
    if (!mine) return;
    if (!isOwn && mine.contains(document.activeElement)) {
      waiting.set(part.id, part);
      return;
    }
    waiting.delete(part.id);
    if (!isOwn) count(Number(part.dataset.total ?? 0) - Number(mine.dataset.total ?? 0));
    if (part.dataset.total) mine.dataset.total = part.dataset.total;
    mine.replaceChildren(...part.cloneNode(true).childNodes);
    if (part.id === "prickar") mine.hidden = !mine.textContent;
  };
  page.addEventListener("focusout", () => {
    setTimeout(() => {
      for (const part of [...waiting.values()]) put(part);
    });
  });

  const patchBoard = (text, isOwn = false) => {
    const part = parse(text).querySelector("[data-version]");
    if (part.dataset.running === "nej") {
      over(`Workshopen är avslutad. Allt som är sparat finns kvar.${isWriting() ? ` ${COPY}` : ""}`);
      return;
    }
    if (Number(part.dataset.version) < known) return; // an answer that came after a later one
    known = Number(part.dataset.version);
    if (part.dataset.phase !== page.dataset.phase) {
      if (!isWriting()) location.reload();
      else tell(isSavable(Number(part.dataset.phase)) ? "Gruppen har gått till en annan fas. Spara det du skriver." : `Gruppen har gått vidare. ${COPY}`);
      return;
    }
    for (const column of part.querySelectorAll("[data-column], #fokus, #prickar")) put(column, isOwn);
  };
  const patchPage = (text) => {
    const fresh = parse(text);
    const anew = fresh.querySelector("[data-workshop]");
    if (!anew) return location.reload();
    known = Math.max(known, Number(anew.dataset.version));
    for (const part of fresh.querySelectorAll("[data-live]")) put(part);
  };

  const fetchNews = async () => {
    const address = board ? `${board}?efter=${known}` : location.pathname;
    const response = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" });
    if ([401, 403, 404].includes(response.status)) {
      return over("Workshopen är avslutad, eller så är du utloggad.");
    }
    if (!response.ok) throw new Error(`status ${response.status}`);
    const text = await response.text();
    if (board) patchBoard(text);
    else patchPage(text);
  };
  const refresh = async () => {
    again = true;
    if (fetching) return;
    fetching = true;
    try {
      while (again) {
        again = false;
        await fetchNews();
      }
    } finally {
      fetching = false;
    }
  };

  const lost = () => {
    stream?.close();
    clearTimeout(retrying);
    if (isOver) return;
    const seconds = RETRY_SECONDS[Math.min(failures, RETRY_SECONDS.length - 1)];
    failures += 1;
    retrying = setTimeout(async () => {
      await refresh().catch(() => {});
      listen();
    }, seconds * 1000);
  };
  const listen = () => {
    if (isOver) return;
    clearTimeout(retrying);
    stream?.close();
    stream = new EventSource(page.dataset.workshop);
    stream.addEventListener("andring", (event) => {
      failures = 0;
      page.dataset.following = "ja";
      if (Number(event.data) > known) refresh().catch(lost);
    });
    stream.addEventListener("slut", listen); // a stream does not last for ever; the next one begins where it ended
    stream.addEventListener("error", lost);
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
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted || isOver) return; // back to a page that the browser has put aside
    refresh().catch(() => {});
    listen();
  });
  listen();

  // ---- One's own changes, without leaving the place. What the server refuses is sent as an ordinary form.

  const place = (form, button) => {
    const item = form.closest("[id^='lapp-']");
    return item ? [item.id, button?.value] : null;
  };
  const refocus = (spot) => {
    if (!spot) return;
    const item = document.getElementById(spot[0]);
    const button = item?.querySelector(`button[value="${spot[1]}"]`) ?? item?.querySelector("button, a");
    (button ?? item)?.focus();
  };
  page.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!board || !form.matches("[data-add], [data-quick]")) return;
    event.preventDefault();
    const field = form.matches("[data-add]") ? form.querySelector("textarea") : null;
    if (form.dataset.sending) {
      if (field) form.dataset.again = "ja";
      return;
    }
    form.dataset.sending = "ja";
    const sent = field?.value; // the next note may be begun before the answer is here
    const body = new URLSearchParams(new FormData(form, event.submitter));
    if (field) body.set("efter", known); // a dot changes buttons in every list, a note its own list alone
    try {
      const response = await fetch(form.action, { method: "POST", body });
      // Sent as a form it would only take away what is typed.
      if (response.status === 404 && field) return over(`Workshopen är avslutad. ${COPY}`);
      if (!response.ok) throw new Error(`status ${response.status}`);
      const text = await response.text();
      const spot = place(form, event.submitter);
      if (field && field.value === sent) field.value = "";
      if (field) patchBoard(text, true);
      else for (const column of parse(text).querySelectorAll("[data-column], #prickar")) put(column, true);
      if (field && document.activeElement?.tagName !== "TEXTAREA") field.focus();
      if (!field) refocus(spot);
    } catch {
      if (field && field.value !== sent) field.value = `${sent}\n${field.value}`; // neither is lost
      delete form.dataset.again;
      if (event.submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: event.submitter.name, value: event.submitter.value }));
      form.submit();
    } finally {
      delete form.dataset.sending;
      const isPressed = form.dataset.again;
      delete form.dataset.again;
      if (isPressed && field?.value.trim()) form.requestSubmit();
    }
  });
})();
