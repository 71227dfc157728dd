// A button that copies an address. Without JavaScript, or without access to the clipboard, the button stays away.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const told = button.parentElement.querySelector("[data-copied]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "Kopierad";
    } catch {
      field.select();
      told.textContent = "Markerad. Kopiera med Ctrl+C.";
    }
  });
}
