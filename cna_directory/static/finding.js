// Results while one types. htmx asks and puts the answer in its place; here is what it must not decide.
// Without script the same form is sent by its button, and the same address shows the same results.
"use strict";

const form = document.getElementById("finding");
const results = document.getElementById("results");
const stale = document.getElementById("stale");

// The policy of this site lets no text become elements but under this name. htmx would parse an answer
// without asking for it, so the answer is parsed here and htmx is handed the finished elements.
const policy = window.trustedTypes
  ? window.trustedTypes.createPolicy("results", { createHTML: (text) => text })
  : { createHTML: (text) => text };

function elementsOf(answer) {
  const parsed = new DOMParser().parseFromString(policy.createHTML(answer), "text/html");
  const fragment = document.createDocumentFragment();
  fragment.append(...parsed.body.childNodes);
  fragment.title = parsed.title;
  return fragment;
}

// What htmx could do beyond asking and replacing stays off. Going back loads the whole page, so that no
// page has to be kept in the browser's storage.
Object.entries({
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  timeout: 10000,
}).forEach(([name, value]) => { window.htmx.config[name] = value; });

// A pause of 250 ms after the last key or tick asks; a new question takes the place of one under way.
Object.entries({
  "hx-get": form.getAttribute("action"),
  "hx-trigger": "input delay:250ms",
  "hx-target": "#results",
  "hx-push-url": "true",
  "hx-sync": "this:replace",
}).forEach(([name, value]) => { form.setAttribute(name, value); });

// Only what was filled in belongs into the address.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData]) {
    if (value === "") detail.formData.delete(name);
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event;
  if (!detail.shouldSwap) return;
  // Another address answered: the session has ended, or something else is asked of the account first.
  // That is for the whole page.
  if (new URL(detail.xhr.responseURL).pathname !== new URL(form.action).pathname) {
    detail.shouldSwap = false;
    window.location.assign(detail.pathInfo.finalRequestPath);
    return;
  }
  const fragment = elementsOf(detail.xhr.responseText);
  const facets = fragment.querySelector("details");
  const ticked = document.activeElement;
  if (facets) facets.open = results.querySelector("details").open;
  results.focused = results.contains(ticked) && ticked.name ? [ticked.name, ticked.value] : null;
  detail.serverResponse = fragment;
  stale.hidden = true;
});

// The box that was ticked has been replaced by its like, which gets the focus.
document.addEventListener("htmx:afterSwap", () => {
  const [name, value] = results.focused || [];
  const boxes = [...results.querySelectorAll("input, select")];
  boxes.find((box) => box.name === name && box.value === value)?.focus({ preventScroll: true });
});

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => { stale.hidden = false; });
}
