"use strict";
/* Sends a page's forms without leaving the page, and says what became of them. Without scripts the
   same forms work by themselves. */
const acting = (function () {
  const said = document.getElementById("said");
  let hold = 0;

  function tell(words, bad) {
    said.textContent = words;
    said.className = "said on" + (bad ? " bad" : "");
    clearTimeout(hold);
    hold = setTimeout(() => { said.className = "said"; }, bad ? 12000 : 4000);
  }

  async function send(form, submitter) {
    const fields = new URLSearchParams(new FormData(form, submitter));
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST", body: fields, headers: { Accept: "application/json" }, credentials: "same-origin",
      });
    } catch (error) {
      tell("The pages do not answer: nothing was recorded. Is voices review still running?", true);
      return null;
    }
    if (answer.status === 423 || answer.status === 403) { location.reload(); return null; }
    const told = await answer.json();
    if (!answer.ok) {
      tell("Not recorded: " + told.refused + (told.next ? ". Next: " + told.next : "."), true);
      return null;
    }
    if (told.said) { tell(told.said, false); }
    return told;
  }

  /* A run: begun by its form, followed until it ends. */
  async function follow(form) {
    const bar = form.querySelector("progress"), stage = form.querySelector(".stage");
    form.querySelector("button").disabled = true;
    bar.hidden = false;
    for (;;) {
      await new Promise((go) => setTimeout(go, 500));
      const answer = await fetch("/run", { credentials: "same-origin" });
      if (!answer.ok) { location.reload(); return; }
      const now = await answer.json();
      if (!now.alive) { location.reload(); return; }
      stage.textContent = now.stage ? now.stage + " " + now.done + " of " + now.total : "begins";
      bar.max = now.total || 1;
      bar.value = now.done;
    }
  }

  for (const form of document.querySelectorAll("form[data-run]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await send(form, event.submitter)) { follow(form); }
    });
    if (form.querySelector("button").disabled) { follow(form); }
  }
  return { send, tell };
})();
