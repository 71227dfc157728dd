// Time for a question, for those who want it: starts, pauses, begins anew. Nothing is lost without it.
"use strict";

(() => {
  const MINUTES = [2, 3, 5, 10];
  const FIRST = 5;
  let running = null; // the timer that counts; one at a time

  const chosen = () => {
    try {
      const minutes = Number(sessionStorage.getItem("motestid"));
      return MINUTES.includes(minutes) ? minutes : FIRST;
    } catch {
      return FIRST;
    }
  };
  const choose = (minutes) => {
    try {
      sessionStorage.setItem("motestid", String(minutes));
    } catch {
      // A browser that keeps nothing: the next question begins with the usual time.
    }
  };
  const made = (tag, attributes, words = "") => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = words;
    return element;
  };
  const shown = (seconds) => `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, "0")}`;

  const open = (place) => {
    let minutes = chosen();
    let left = minutes * 60; // whole seconds
    let ends = 0; // when it runs: the moment at which nothing is left
    let ticking = null;

    const time = made("span", { class: "timer-time", role: "timer", "aria-label": "Tid kvar" });
    const said = made("span", { class: "timer-said", role: "status" });
    const start = made("button", { type: "button", class: "button button-secondary" });
    const anew = made("button", { type: "button", class: "button button-quiet" }, "Börja om");
    const label = made("label", { class: "timer-minutes" }, "Minuter ");
    const length = made("select", {});
    for (const option of MINUTES) length.append(made("option", option === minutes ? { selected: "" } : {}, String(option)));
    label.append(length);
    place.replaceChildren(label, time, start, anew, said);

    const show = () => {
      time.textContent = shown(left);
      start.textContent = ticking ? "Pausa" : "Starta";
      place.classList.toggle("timer-over", left === 0);
    };
    const stop = () => {
      clearInterval(ticking);
      ticking = null;
      if (running === stop) running = null;
      show();
    };
    const tick = () => {
      const before = left;
      left = Math.max(0, Math.round((ends - Date.now()) / 1000));
      if (before > 60 && left <= 60 && left > 0) said.textContent = "En minut kvar";
      if (left === 0) {
        said.textContent = "Tiden är slut";
        stop();
      }
      show();
    };
    const begin = () => {
      running?.();
      running = stop;
      said.textContent = "";
      ends = Date.now() + left * 1000;
      ticking = setInterval(tick, 250);
      show();
    };
    const reset = () => {
      stop();
      left = minutes * 60;
      said.textContent = "";
      show();
    };

    start.addEventListener("click", () => {
      if (ticking) return stop();
      if (left === 0) reset();
      begin();
    });
    anew.addEventListener("click", reset);
    length.addEventListener("change", () => {
      minutes = Number(length.value);
      choose(minutes);
      reset();
    });
    show();
    start.focus();
  };

  for (const place of document.querySelectorAll("[data-timer]")) {
    const button = made("button", { type: "button", class: "button button-quiet" }, "Ta tid på frågan");
    button.addEventListener("click", () => open(place));
    place.append(button);
    place.hidden = false;
  }
})();
