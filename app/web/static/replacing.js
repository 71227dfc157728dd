// What follows a form takes its place in the browser's history, so that Back leads past a page that was itself an answer to a form.
// Without it everything works, and Back asks whether to send that form again.
"use strict";

(() => {
  const form = document.querySelector("form[data-replaced]");
  let isSent = false;
  form?.addEventListener("submit", async (event) => {
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    if (isSent) return;
    isSent = true;
    const reply = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (reply?.redirected) location.replace(reply.url);
    else form.submit(); // a page that says what is wrong, or no contact: as without a script
  });
  window.addEventListener("pageshow", () => { isSent = false; });
})();
