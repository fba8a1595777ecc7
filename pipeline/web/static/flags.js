"use strict";
(function () {
  const page = document.querySelector(".flags"), keysOn = document.getElementById("keys-on");
  const cards = Array.from(page.querySelectorAll(".flag"));
  let chosen = Math.max(-1, cards.findIndex((card) => "#" + card.id === location.hash)), busy = false;
  const waits = (card) => ["open", "voided"].includes(card.dataset.status);

  function show(at) {
    if (at < 0 || at >= cards.length) { return; }
    chosen = at;
    cards[at].focus({ preventScroll: true });
    cards[at].scrollIntoView({ block: "center", behavior: "instant" });
  }
  function next(by) {
    for (let n = 1; n <= cards.length; n += 1) {
      const at = (chosen + by * n + cards.length * 2) % cards.length;
      if (waits(cards[at])) { show(at); return; }
    }
    acting.tell("Every flag here has been ruled on. Read for what was missed.", false);
  }

  /* A ruling changes what the card offers: the page is opened anew at the next that waits. */
  page.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-act]");
    if (!form) { return; }
    event.preventDefault();
    if (busy) { return; }
    busy = true;
    const told = await acting.send(form, event.submitter);
    busy = false;
    if (!told) { return; }
    const card = form.closest(".flag");
    sessionStorage.setItem("voices-said", told.said);
    location.hash = card ? card.id : "";
    location.reload();
  });
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest(".flag");
    if (card) { chosen = cards.indexOf(card); }
  });

  const keep = "voices-keys";
  keysOn.checked = localStorage.getItem(keep) !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem(keep, keysOn.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape" && typing) { typing.blur(); show(chosen); return; }
    if (event.key === "Enter" && event.target.matches("select[data-key]") && event.target.value) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (!keysOn.checked || typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    const moves = {
      n: () => next(1), p: () => next(-1), j: () => show(chosen + 1), k: () => show(chosen - 1),
      w: () => page.querySelector('.put [name="turn"]').focus(),
    };
    const key = event.key.toLowerCase();
    const field = cards[chosen] && cards[chosen].querySelector('[data-key="' + CSS.escape(key) + '"]');
    if (!moves[key] && !field) { return; }
    event.preventDefault();
    if (moves[key]) { moves[key](); } else if (field.tagName === "SELECT") { field.focus(); } else { field.click(); }
  });

  const said = sessionStorage.getItem("voices-said");
  if (said) {
    sessionStorage.removeItem("voices-said");
    acting.tell(said, false);
    next(1);
  } else if (chosen >= 0) { show(chosen); }
})();
