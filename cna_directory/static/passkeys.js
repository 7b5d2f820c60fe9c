// Passkeys: the browser asks, a hidden field of an ordinary form carries the answer.
"use strict";

const CAN_USE_PASSKEYS = Boolean(window.PublicKeyCredential && navigator.credentials);

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function written(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function read(question) {
  const known = (list) => (list || []).map((entry) => ({ ...entry, id: bytes(entry.id) }));
  const options = { ...question, challenge: bytes(question.challenge) };
  if (question.user) {
    options.user = { ...question.user, id: bytes(question.user.id) };
    options.excludeCredentials = known(question.excludeCredentials);
  } else {
    options.allowCredentials = known(question.allowCredentials);
  }
  return options;
}

function answerOf(credential) {
  const { response } = credential;
  const parts = { clientDataJSON: written(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = written(response[name]);
  }
  if (response.getTransports) parts.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: written(credential.rawId),
    type: credential.type,
    response: parts,
  });
}

async function ask(form) {
  const asked = await fetch(form.dataset.question, {
    method: "POST",
    headers: { "X-CSRFToken": form.elements.csrf_token.value },
  });
  if (!asked.ok) throw new Error(`the question was answered with ${asked.status}`);
  const publicKey = read(await asked.json());
  return navigator.credentials[form.dataset.passkey]({ publicKey });
}

for (const form of CAN_USE_PASSKEYS ? document.querySelectorAll("[data-passkey]") : []) {
  const problem = form.querySelector("[data-passkey-problem]");
  const button = form.querySelector("button");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    try {
      const field = form.querySelector("input[name$='answer']");
      field.value = answerOf(await ask(form));
      form.submit();
    } catch {
      // The browser does not say why, so that a site learns nothing about the visitor's keys.
      problem.textContent = problem.dataset.words;
      problem.hidden = false;
      button.disabled = false;
    }
  });
}

if (CAN_USE_PASSKEYS) {
  for (const words of document.querySelectorAll("[data-passkey-missing]")) words.hidden = true;
}
