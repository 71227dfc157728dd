// Series of the large radar are lit at a press: the page's own new parts are fetched and put in place. While a capital's name
// has focus or the pointer its questions stand beside the radar. Without this the choice is a form, and names are links.
"use strict";

(() => {
  const form = () => document.querySelector("form[data-series]");
  if (!form()) return;
  const say = (text) => {
    document.querySelector("[data-series-status]").textContent = text;
  };
  const boxes = () => [...form().querySelectorAll("input[type=checkbox]")];

  // A button in each label's place; the box stays in the form and holds the choice.
  const prepare = () => {
    for (const box of boxes()) {
      const label = box.closest("label");
      const button = document.createElement("button");
      button.type = "button";
      button.className = label.className;
      button.dataset.key = box.value;
      button.setAttribute("aria-pressed", String(box.checked));
      button.append(...[...label.childNodes].filter((node) => node !== box));
      button.addEventListener("click", () => press(box));
      box.hidden = true;
      label.replaceWith(box, button);
    }
    for (const row of form().querySelectorAll("[data-without-script]")) row.hidden = true;
  };

  const press = (box) => {
    const others = boxes().filter((each) => each.checked && each !== box);
    const same = box.dataset.group ? others.filter((each) => each.dataset.group === box.dataset.group) : [];
    const max = Number(form().dataset.series);
    if (!box.checked && others.length - same.length >= max - 1) {
      say(form().dataset.seriesFull);
      return;
    }
    for (const each of same) each.checked = false;
    box.checked = !box.checked;
    load(box.value, box.checked);
  };

  let latest = 0;
  const load = async (key, isLit) => {
    latest += 1;
    const mine = latest;
    const address = new URL(form().action);
    address.search = new URLSearchParams(new FormData(form())).toString();
    const name = form().querySelector(`button[data-key="${CSS.escape(key)}"]`).textContent.trim();
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== latest) return;
      put(page);
    } catch {
      location.assign(address);
      return;
    }
    history.replaceState(null, "", address);
    form().querySelector(`button[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
    say(`${name} ${isLit ? "visas" : "visas inte längre"}.`);
  };

  const put = (page) => {
    const isOpen = form().querySelector("details")?.open;
    for (const part of document.querySelectorAll("[data-swap]")) {
      const fresh = page.getElementById(part.id);
      if (fresh) part.replaceWith(document.importNode(fresh, true));
    }
    prepare();
    if (isOpen) form().querySelector("details").open = true;
    document.dispatchEvent(new Event("figures:new"));
  };

  // One capital in focus.
  const place = document.getElementById("profilen");
  const focus = (key) => {
    const panel = document.getElementById("kapital-i-fokus");
    for (const part of panel.children) part.hidden = part.dataset.focusOn !== key;
    panel.hidden = !key;
    for (const other of place.querySelectorAll("[data-focus-else]")) other.hidden = Boolean(key);
    for (const corner of place.querySelectorAll(".corner")) corner.toggleAttribute("data-chosen", corner.dataset.capital === key);
  };
  const leave = () => focus("");
  const corner = (event) => event.target.closest?.(".corner")?.dataset.capital;
  for (const kind of ["focusin", "pointerover"]) {
    place.addEventListener(kind, (event) => {
      const key = corner(event);
      if (key) focus(key);
      else if (kind === "focusin") leave();
    });
  }
  place.addEventListener("capital", (event) => focus(event.detail));
  place.addEventListener("focusout", (event) => {
    if (!place.contains(event.relatedTarget)) leave();
  });
  place.addEventListener("pointerleave", () => {
    if (!document.activeElement?.closest(".corner")) leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    const at = document.activeElement?.closest?.(".corner");
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!at || !step) return;
    event.preventDefault();
    const corners = [...place.querySelectorAll(".corner")];
    corners[(corners.indexOf(at) + step + corners.length) % corners.length].focus();
  });

  prepare();
})();
