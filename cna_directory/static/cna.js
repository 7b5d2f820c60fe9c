// The script of every page: copy, print, show a password, keys that save time. Every page works without it.
"use strict";

function say(words) {
  const place = document.getElementById("said");
  place.textContent = "";
  // A screen reader speaks only when the text changes after the region was seen empty.
  setTimeout(() => { place.textContent = words; }, 50);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      await navigator.clipboard.writeText(source.innerText.trim());
      say(button.dataset.done);
    });
  }
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-show]")) {
  const box = document.getElementById(button.dataset.show);
  button.hidden = false;
  button.addEventListener("click", () => {
    box.type = box.type === "password" ? "text" : "password";
    [button.textContent, button.dataset.otherWords] = [button.dataset.otherWords, button.textContent];
  });
  // Browsers keep what was typed as text; it goes out as a password again.
  box.form.addEventListener("submit", () => { box.type = "password"; });
}

// Keys of one sign work where nothing is being typed, and not at all for those who switched them off.
const PLACES_TO_TYPE = "input, textarea, select, [contenteditable]";
const searchBox = document.querySelector("[data-search-box]");
const listOfKeys = document.querySelector("[data-keys-list]");

const keys = {
  "/": searchBox && (() => {
    searchBox.closest("details")?.setAttribute("open", "");
    searchBox.focus();
    searchBox.select();
  }),
  "?": listOfKeys && (() => listOfKeys.click()),
};

document.addEventListener("keydown", (event) => {
  const act = Object.hasOwn(keys, event.key) && keys[event.key];
  const isTyping = document.activeElement.matches(PLACES_TO_TYPE);
  const isOff = "keysOff" in document.body.dataset;
  if (!act || isTyping || isOff || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});

searchBox?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !searchBox.value) return;
  event.preventDefault();
  searchBox.value = "";
  searchBox.dispatchEvent(new Event("input", { bubbles: true }));
});
