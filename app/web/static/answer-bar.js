// What the chosen card and the bar say: how many are answered, what time is left, and what is saved.
"use strict";

// Both only repeat the line under each question, which says saved when the server has said so. Returns what is counted.
window.answerBar = (form) => {
  const bar = document.querySelector("[data-bar]");
  const questions = [...form.querySelectorAll("fieldset.question")];
  const figures = Object.fromEntries(
    ["asked", "answeredElsewhere", "secondsElsewhere", "wholeMinutes", "exactBelow"].map((name) => [name, Number(bar.dataset[name])]),
  );
  const seconds = bar.dataset.seconds.split(" ").map(Number);
  const isAnswered = (fieldset) => fieldset.querySelector("input:checked") !== null;

  // As `minutes_left` and `progress_words` on the server.
  const minutesLeft = () => {
    const here = questions.reduce((sum, fieldset, place) => sum + (isAnswered(fieldset) ? 0 : seconds[place]), 0);
    const minutes = (figures.secondsElsewhere + here) / 60;
    if (minutes < figures.exactBelow) return Math.max(1, Math.ceil(minutes));
    return Math.floor(minutes / figures.wholeMinutes + 0.5) * figures.wholeMinutes;
  };
  const count = () => {
    const here = questions.filter(isAnswered).length;
    const answered = figures.answeredElsewhere + here;
    const minutes = minutesLeft();
    bar.querySelector("[data-progress]").textContent = answered === figures.asked
      ? "Alla frågor är besvarade"
      : `${answered} av ${figures.asked} besvarade, ungefär ${minutes}\u00a0${minutes === 1 ? "minut" : "minuter"} kvar`;
    bar.querySelector("[data-next-open]").textContent = answered === figures.asked ? "Till sammanfattningen" : "Nästa obesvarade";
    return here;
  };

  const showOnCard = (fieldset) => {
    const line = fieldset.querySelector(".save-state :is(.saved, .saving)");
    const words = /^Sparat \d\d\.\d\d|^Sparar …/.exec(line?.textContent ?? "")?.[0] ?? "";
    const card = fieldset.querySelector("input:checked")?.closest(".choice");
    for (const other of fieldset.querySelectorAll(".choice-saved")) {
      if (other.closest(".choice") !== card) other.remove();
    }
    if (!card) return;
    let state = card.querySelector(".choice-saved");
    if (!state) {
      state = document.createElement("span");
      state.className = "choice-saved";
      state.setAttribute("aria-hidden", "true");
      card.append(state);
    }
    if (state.textContent !== words) state.textContent = words;
    state.toggleAttribute("data-waiting", words.startsWith("Sparar"));
  };
  const showInBar = (fieldset) => {
    const shown = bar.querySelector("[data-last-saved]");
    const isLost = form.querySelector(".save-state .unsaved, .save-state .notice-warning") !== null;
    const time = /^Sparat (\d\d\.\d\d)/.exec(fieldset.querySelector(".save-state .saved")?.textContent ?? "")?.[1];
    if (time) shown.dataset.time = time;
    shown.toggleAttribute("data-unsaved", isLost);
    if (isLost) shown.textContent = "Allt är inte sparat";
    else if (form.querySelector(".save-state .saving")) shown.textContent = "Sparar …";
    else if (shown.dataset.time) shown.textContent = `Senast sparat ${shown.dataset.time}`;
  };
  new MutationObserver((changes) => {
    const lines = changes.map(({ target }) => target.closest?.(".save-state")).filter(Boolean);
    for (const fieldset of new Set(lines.map((line) => line.closest("fieldset.question")))) {
      showOnCard(fieldset);
      showInBar(fieldset);
    }
  }).observe(form, { childList: true, subtree: true });

  return { count, elsewhere: bar.dataset.elsewhere };
};
