// The form of a record: saves a draft some seconds after typing, and adds and removes rows in place.
// Without this script every button sends the form, and the answer is the same page with the row.
"use strict";

const PAUSE = 4000;
const form = document.getElementById("record-form");
const told = document.getElementById("draft-saved");
let waiting = 0;
let isUnsaved = false;
let isSaving = false;
let isWhole = false;

function contents(act) {
  const sent = new FormData(form);
  sent.set("act", act);
  return new URLSearchParams(sent);
}

async function save() {
  isUnsaved = false;
  isSaving = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: contents("autosave") });
    if (answer.status === 204) form.elements.shown.value = answer.headers.get("Shown");
    else isUnsaved = true;
  } catch {
    isUnsaved = true;
  }
  isSaving = false;
  form.dispatchEvent(new Event("saved"));
  told.textContent = isUnsaved ? told.dataset.notSaved : told.dataset.saved;
}

function typed() {
  isUnsaved = true;
  clearTimeout(waiting);
  waiting = setTimeout(save, PAUSE);
}

// The answer comes as a document, so nothing here makes elements out of text.
function ask(act) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", reject);
    request.send(contents(act));
  });
}

// Sends the page as it stands: the answer is another page, or says what keeps it from being taken.
function sendWhole(button) {
  isWhole = true;
  form.requestSubmit(button);
}

function isRowHere(act) {
  const [verb, path] = act.split(" ");
  return (verb === "add" || verb === "remove") && path && document.getElementById(id(path)) !== null
    && !/^(designations|requirements|legal_bases)(\[\d+\])?$/.test(path);
}

function id(path) {
  return path.replaceAll("[", "-").replaceAll("]", "").replaceAll(".", "-");
}

form.addEventListener("input", typed);

form.addEventListener("submit", async (event) => {
  const act = event.submitter?.value || "save";
  clearTimeout(waiting);
  isUnsaved = false;
  if (isWhole || !(isSaving || isRowHere(act))) return;
  event.preventDefault();
  // What is being saved changes by which fingerprint the server knows this page.
  if (isSaving) await new Promise((resolve) => form.addEventListener("saved", resolve, { once: true }));
  if (!isRowHere(act)) {
    sendWhole(event.submitter);
    return;
  }
  const list = act.split(" ")[1].replace(/\[\d+\]$/, act.startsWith("add") ? "$&" : "");
  const answer = await ask(act).catch(() => null);
  const fresh = answer?.status === 200 && answer.response?.getElementById(id(list));
  if (!fresh) {
    // Another page answered, such as the sign-in: the whole page has to go there.
    sendWhole(event.submitter);
    return;
  }
  form.elements.shown.value = answer.response.forms["record-form"].elements.shown.value;
  told.textContent = told.dataset.saved;
  const old = document.getElementById(id(list));
  const whole = fresh.closest("details.rows") || fresh;
  (old.closest("details.rows") || old).replaceWith(document.importNode(whole, true));
  const rows = document.querySelectorAll(`#${CSS.escape(id(list))} > .row-of`);
  const place = act.startsWith("add") ? rows[rows.length - 1]?.querySelector("input, select, textarea") : null;
  (place || document.getElementById(id(list))).focus();
});

window.addEventListener("beforeunload", (event) => {
  if (isUnsaved) event.preventDefault();
});
