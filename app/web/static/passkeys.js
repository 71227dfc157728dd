// Passkeys (WebAuthn): has the browser make or show one, and sends its answer with the form. Without JavaScript, or where
// the browser has no passkeys, the button and its fields stay away, and the page says what to do instead.
"use strict";

(() => {
  const CANCELLED = "Det avbröts, eller tog för lång tid. Försök igen.";
  const MESSAGES = {
    NotAllowedError: CANCELLED,
    AbortError: CANCELLED,
    InvalidStateError: "Den här enheten har redan en passnyckel för ditt konto.",
    NotSupportedError: "Enheten kan inte göra en passnyckel som duger här. Prova en annan enhet.",
    ConstraintError: "Enheten behöver skärmlås, med pinkod, fingeravtryck eller ansikte, för att ha en passnyckel.",
    SecurityError: "Passnycklar går inte att använda på den här adressen. Hör av dig till den som driver Omställningskollen.",
  };
  const STATUSES = {
    401: "Du är utloggad. Logga in på nytt och försök igen.",
    429: "Det har varit många försök. Vänta en stund och försök igen.",
  };
  const SECOND_CLICK_MS = 3000;
  const FILE_MS = 1500;
  const FILE = "Filen hämtas. Du hittar den bland dina nedladdade filer.";
  const UNKNOWN = "Det gick inte. Försök igen, eller ladda om sidan.";

  const bytesOf = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const textOf = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const withBytes = (list) => (list ?? []).map((item) => ({ ...item, id: bytesOf(item.id) }));

  class RefusedError extends Error {}

  async function optionsFrom(address) {
    const answer = await fetch(address, { method: "POST", headers: { Accept: "application/json" } });
    if (!answer.ok || !answer.headers.get("content-type").startsWith("application/json")) {
      throw new RefusedError(STATUSES[answer.status] ?? UNKNOWN);
    }
    const options = await answer.json();
    options.challenge = bytesOf(options.challenge);
    if (options.user) options.user.id = bytesOf(options.user.id);
    if (options.excludeCredentials) options.excludeCredentials = withBytes(options.excludeCredentials);
    if (options.allowCredentials) options.allowCredentials = withBytes(options.allowCredentials);
    return options;
  }

  function answerOf(credential) {
    const response = { clientDataJSON: textOf(credential.response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = textOf(credential.response[name]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({ id: credential.id, rawId: textOf(credential.rawId), type: credential.type, response });
  }

  async function ask(form) {
    const publicKey = await optionsFrom(form.dataset.options);
    const credential = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
    form.querySelector("[data-passkey-answer]").value = answerOf(credential);
    form.submit();
  }

  // The page stays when the answer is a file, so it says what has happened, and can be used again.
  function tellOfFile(form, button) {
    if (!("file" in form.dataset)) return;
    setTimeout(() => {
      const notice = document.createElement("div");
      notice.className = "notice notice-good";
      notice.append(document.createElement("p"));
      notice.firstChild.textContent = FILE;
      document.querySelector("[data-file-message]").replaceChildren(notice);
      button.disabled = false;
    }, FILE_MS);
  }

  function enhance(form) {
    const button = form.querySelector("[data-passkey-button]");
    const message = form.querySelector("[data-passkey-message]");
    form.querySelector("[data-passkey-possible]").hidden = false;
    form.querySelector("[data-passkey-missing]").hidden = true;
    form.addEventListener("submit", async (event) => {
      // A name that will be refused is told of before the device has made anything.
      const name = form.querySelector("[name=namn]");
      if (name && (!name.value.trim() || name.value.length > Number(form.dataset.nameLimit))) return;
      event.preventDefault();
      button.disabled = true;
      message.textContent = "";
      try {
        await ask(form);
        tellOfFile(form, button);
      } catch (error) {
        message.textContent = error instanceof RefusedError ? error.message : MESSAGES[error.name] ?? UNKNOWN;
        button.disabled = false;
        button.focus();
      }
    });
  }

  // Of two clicks the second would send a code that the first has used up. Whoever has stopped the page can send again.
  function sendOnce(form) {
    let isSent = false;
    const reset = () => { isSent = false; };
    form.addEventListener("submit", (event) => {
      if (isSent) {
        event.preventDefault();
        return;
      }
      isSent = true;
      setTimeout(reset, SECOND_CLICK_MS);
      tellOfFile(form, form.querySelector("[type=submit]"));
    });
    window.addEventListener("pageshow", reset);
  }

  for (const form of document.querySelectorAll("form[data-once]")) sendOnce(form);
  if (window.PublicKeyCredential && navigator.credentials) {
    for (const form of document.querySelectorAll("form[data-passkey]")) enhance(form);
  }
})();
