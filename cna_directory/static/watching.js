// How far work is that is under way. Without this script the page loads itself anew every few seconds.
"use strict";

const BETWEEN_QUESTIONS = 2000;
const place = document.querySelector("[data-watch]");

async function ask() {
  const answer = await fetch(place.dataset.watch, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  const news = await answer.json();
  if (news.is_over) {
    location.reload();
    return;
  }
  const words = place.querySelector("p");
  if (words.textContent !== news.words) words.textContent = news.words;
  const bar = place.querySelector("progress");
  if (news.total) {
    bar.max = news.total;
    bar.value = news.done;
  }
  setTimeout(ask, BETWEEN_QUESTIONS);
}

if (place) setTimeout(ask, BETWEEN_QUESTIONS);
