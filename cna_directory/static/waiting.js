// A page that waits for something: asks for itself every two seconds, and opens anew once it has changed.
"use strict";

const SECONDS_BETWEEN = 2;
const LONGEST_WAIT = 10 * 60;

const waiting = document.querySelector("[data-waiting]");
const lookAgain = document.querySelector("[data-look-again]");
const begun = Date.now();

async function look() {
  const isLong = Date.now() - begun > LONGEST_WAIT * 1000;
  if (isLong) {
    lookAgain.hidden = false;
    return;
  }
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const same = `data-waiting="${waiting.dataset.waiting}"`;
    if (!(await answer.text()).includes(same)) {
      location.reload();
      return;
    }
  } catch {
    // The connection is away for a moment: the next look may find it back.
  }
  setTimeout(look, SECONDS_BETWEEN * 1000);
}

if (waiting) {
  lookAgain.hidden = true;
  setTimeout(look, SECONDS_BETWEEN * 1000);
}
