// The only script of the site: copy, print, show a password, and "/" to search. Every page works without it.
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

document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-search-box]");
  const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  if (event.key === "/" && box && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    box.closest("details")?.setAttribute("open", "");
    box.focus();
    box.select();
  }
});
