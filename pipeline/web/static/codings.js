"use strict";
(function () {
  const desk = document.querySelector(".desk"), panel = document.getElementById("panel");
  const shown = document.getElementById("shown"), undoLast = document.getElementById("undo-last");
  const keysOn = document.getElementById("keys-on"), more = document.getElementById("more");
  const queue = desk.dataset.queue.split(" ").filter(Boolean);
  const chips = Array.from(desk.querySelectorAll(".chip"));
  const stretches = Array.from(desk.querySelectorAll(".stretch"));
  const STATES = ["open", "listed", "accepted", "rejected"];
  const WORDS = { open: "to judge", listed: "listed only", accepted: "accepted", rejected: "rejected" };
  const byCode = desk.dataset.by === "code";
  let choosing = null, busy = false, wanted = "";
  let chosen = (shown.querySelector(".coding") || { dataset: {} }).dataset.coding || "";

  const chipOf = (id) => document.getElementById(id);
  const state = (id) => { const chip = chipOf(id); return chip ? STATES.find((one) => chip.classList.contains("s-" + one)) : ""; };
  const withMore = () => desk.classList.contains("with-more");
  const of = (stretch) => stretch.dataset.codings.split(" ").filter(Boolean);

  function stand(chip, now) {
    if (!chip || chip.classList.contains("s-" + now)) { return; }
    chip.classList.remove(...STATES.map((one) => "s-" + one));
    chip.classList.add("s-" + now);
    chip.querySelector(".state-words").textContent = ", " + WORDS[now];
  }

  /* Where every coding stands now. A coding that came or went is not on this page: open it anew. */
  function mend(states, counts, said) {
    const known = chips.map((chip) => chip.dataset.coding);
    const gone = known.some((id) => !(id in states));
    const come = !byCode && Object.keys(states).some((id) => !chipOf(id));
    if (gone || come) { again(chosen in states ? chosen : "", said); return false; }
    for (const chip of chips) { stand(chip, states[chip.dataset.coding]); }
    for (const stretch of stretches) {
      const there = of(stretch).map((id) => states[id]);
      stretch.classList.toggle("has-accepted", there.includes("accepted"));
      stretch.classList.toggle("has-open", there.includes("open") && !there.includes("accepted"));
    }
    for (const [one, count] of Object.entries(counts)) {
      for (const place of desk.querySelectorAll('[data-count="' + one + '"]')) { place.textContent = count; }
    }
    return true;
  }

  function again(id, said) {
    if (said) { sessionStorage.setItem("voices-said", said); }
    const to = new URL(location.href);
    for (const one of ["turn", "code"]) { if (!byCode) { to.searchParams.delete(one); } }
    if (id) { to.searchParams.set("coding", id); } else { to.searchParams.delete("coding"); }
    to.searchParams.delete("more");
    if (!byCode && withMore()) { to.searchParams.set("more", "1"); }
    to.hash = "";
    location.replace(to);
  }

  function mark(id) {
    for (const chip of desk.querySelectorAll(".chip[aria-current]")) { chip.removeAttribute("aria-current"); }
    for (const stretch of stretches) { stretch.classList.toggle("on", of(stretch).includes(id)); }
    const chip = chipOf(id);
    if (chip) { chip.setAttribute("aria-current", "true"); }
    return chip;
  }

  /* Bring a coding and its panel before the reader. Resolves when the panel is of it. */
  async function show(id, focus) {
    if (!id) { return; }
    if (state(id) === "listed" && !withMore()) { desk.classList.add("with-more"); }
    const chip = mark(id);
    if (chip) {
      if (focus) { chip.focus({ preventScroll: true }); }
      const at = byCode ? chip.closest(".card") : chip.closest(".turn").querySelector(".stretch.on") || chip;
      at.scrollIntoView({ block: at.offsetHeight > innerHeight / 2 ? "start" : "center", behavior: "instant" });
    }
    wanted = id;
    const from = byCode ? chip.dataset.panel : desk.dataset.at + "/coding/" + id + (desk.dataset.alone ? "?alone=1" : "");
    let text;
    try {
      const answer = await fetch(from, { credentials: "same-origin" });
      if (!answer.ok) { again(""); return; }
      text = await answer.text();
    } catch (error) {
      mark(chosen);  // what the panel shows is what is judged
      acting.tell("The pages do not answer. Is voices review still running?", true);
      return;
    }
    if (wanted !== id) { return; }
    shown.innerHTML = text;
    chosen = id;
    panel.scrollTop = 0;
    stand(chip, shown.querySelector(".coding").dataset.state);
  }

  /* One thing at a time: what is pressed before the last is done is let fall, so that nothing is
     judged that nobody has seen. */
  async function alone(work) {
    if (busy) { return; }
    busy = true;
    panel.setAttribute("aria-busy", "true");
    try { await work(); } finally { busy = false; panel.removeAttribute("aria-busy"); }
  }

  function step(order, by, fits) {
    const from = order.indexOf(chosen);
    const start = from < 0 && by < 0 ? 0 : from;
    for (let n = 1; n <= order.length; n += 1) {
      const id = order[(start + by * n + order.length * 2) % order.length];
      if (id !== chosen && fits(id)) { return id; }
    }
    return "";
  }
  const isOpen = (id) => state(id) === "open";
  const isMore = (id) => withMore() && state(id) === "listed";
  const isShown = (id) => { const chip = chipOf(id); return chip && chip.offsetParent !== null; };
  async function next(by) {
    const id = step(queue, by, isOpen) || step(queue, by, isMore);
    if (id) { await show(id, true); return; }
    if (chosen) { await show(chosen, true); }
    const last = isOpen(chosen) ? "This is the last that is open." : byCode
      ? "Nothing more of this code waits here." : "Nothing is left to judge here. What was missed? Read on, and add it; or look for more.";
    acting.tell(last, false);
  }
  const inText = () => chips.map((chip) => chip.dataset.coding);

  desk.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip"), stretch = event.target.closest(".stretch");
    if (chip && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      alone(() => show(chip.dataset.coding, true));
    } else if (stretch && getSelection().isCollapsed) {
      const there = of(stretch).filter(isShown);
      if (there.length) { alone(() => show(there[(there.indexOf(chosen) + 1) % there.length], true)); }
    }
  });
  for (const [kind, on] of [["pointerover", true], ["pointerout", false]]) {
    desk.addEventListener(kind, (event) => {
      const chip = event.target.closest(".chip");
      if (!chip) { return; }
      for (const stretch of stretches) { stretch.classList.toggle("near", on && of(stretch).includes(chip.dataset.coding)); }
    });
  }

  async function submit(form, submitter) {
    const told = await acting.send(form, submitter);
    if (!told) {
      // Somebody may have spoken of it: show what stands there now. Other forms keep what was typed.
      if (/\/(accept|reject|undo)$/.test(form.action)) { await show(chosen, true); }
      return;
    }
    const judged = /\/(accept|reject)$/.test(form.action) && told.did.length;
    undoLast.querySelector("button").disabled = !judged;
    if (judged) {
      undoLast.elements.codings.value = told.did.join(" ");
      undoLast.elements.seen.value = told.seen;
    }
    if ("reload" in form.dataset) { again(told.did[0], told.said); return; }
    if (!mend(told.states, told.counts, told.said)) { return; }
    if ("stay" in form.dataset || form === undoLast) { await show(form === undoLast ? told.did[0] : chosen, true); } else { await next(1); }
  }
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    alone(() => submit(event.target, event.submitter));
  });
  panel.addEventListener("click", (event) => {
    const by = event.target.closest("[data-step]");
    if (by) { alone(() => next(Number(by.dataset.step))); }
    if (event.target.closest("[data-rechoose]")) { rechoose(); }
  });

  /* Why it is proposed: worked out when it is asked for. */
  shown.addEventListener("toggle", async (event) => {
    const from = event.target.dataset.why;
    if (!from || !event.target.open || event.target.dataset.asked) { return; }
    event.target.dataset.asked = "1";
    const told = event.target.querySelector(".told");
    told.textContent = "Being worked out: some seconds for the first of a transcript.";
    const answer = await fetch(from + "?part=1" + (desk.dataset.alone ? "&alone=1" : ""), { credentials: "same-origin" });
    if (answer.ok) { told.innerHTML = await answer.text(); } else { told.textContent = "It cannot be told now: open the page again."; }
  }, true);

  if (more) {
    more.addEventListener("click", (event) => {
      event.preventDefault();
      desk.classList.toggle("with-more");
    });
  }

  /* Words of a turn: selected, or chosen by keys. */
  function fill(form, words, start, end) {
    if (form.elements.turn) { form.elements.turn.value = words.closest(".source").dataset.turn; }
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.words.value = Array.from(words.textContent).slice(start, end).join("");
    form.closest("details").open = true;
  }
  const form = (id) => { const at = document.getElementById(id); return at && at.querySelector("form"); };
  document.addEventListener("mouseup", (event) => {
    if (panel.contains(event.target) || byCode) { return; }
    const found = places.selected(".words");
    if (!found) { return; }
    const change = document.getElementById("change");
    const own = change && change.open && shown.querySelector(".coding").dataset.turn === found.words.closest(".source").dataset.turn;
    fill(own ? form("change") : form("add"), found.words, found.start, found.end);
  });
  panel.addEventListener("input", (event) => {
    const one = event.target.form;
    if (one && one.elements.start && ["words", "turn"].includes(event.target.name)) {
      one.elements.start.value = one.elements.end.value = "";
    }
  });

  function choose(words, begin, into, turns) {
    const take = (start, end) => {
      choosing = null;
      fill(into, words, start, end);
      into.elements.code.focus();
      into.scrollIntoView({ block: "nearest" });
    };
    const keys = places.chooser(words, begin, take, () => { choosing = null; });
    if (!keys) { choosing = null; return; }
    words.closest(".turn").scrollIntoView({ block: "nearest", behavior: "instant" });
    choosing = (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by || !turns.length) { keys(event); return; }
      event.preventDefault();
      const to = turns[turns.indexOf(words) + by];
      if (to) { choose(to, 0, into, turns); }
    };
    acting.tell("Arrows choose a word" + (turns.length ? ", up and down a turn" : "") + ", Shift+arrow extends, Enter takes, Escape ends.", false);
  }
  function wordsOf(turn) { const at = document.getElementById("turn-" + turn); return at && at.querySelector(".words"); }
  function add() {
    const turns = Array.from(desk.querySelectorAll(".words")), coding = shown.querySelector(".coding");
    const from = (coding && wordsOf(coding.dataset.turn)) || turns[0];
    if (from && form("add")) { choose(from, coding ? Number(coding.dataset.start) : 0, form("add"), turns); }
  }
  function rechoose() {
    const coding = shown.querySelector(".coding");
    choose(wordsOf(coding.dataset.turn), Number(coding.dataset.start), form("change"), []);
  }

  for (const one of panel.querySelectorAll("[data-scripted]")) { one.hidden = false; }
  const keep = "voices-keys";
  keysOn.checked = localStorage.getItem(keep) !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem(keep, keysOn.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (choosing) {
      if (event.key === "Tab") { choosing = null; return; }
      choosing(event);
      return;
    }
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape" && typing) { typing.blur(); const chip = chipOf(chosen); if (chip) { chip.focus(); } return; }
    if (!keysOn.checked || typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    /* By Shift alone: with Caps Lock, 'a' must not accept many. */
    const letter = event.key.length === 1;
    const key = letter && event.shiftKey ? event.key.toUpperCase() : letter ? event.key.toLowerCase() : event.key;
    const order = () => inText().filter(isShown);
    const moves = {
      j: () => alone(() => show(step(order(), 1, () => true), true)),
      k: () => alone(() => show(step(order(), -1, () => true), true)),
    };
    if (!byCode) { moves.w = add; }
    if (moves[key]) { event.preventDefault(); moves[key](); return; }
    if (busy) { return; }
    const at = Array.from(desk.querySelectorAll('[data-key="' + CSS.escape(key) + '"]')).find((one) => one.offsetParent !== null && !one.disabled);
    if (!at) { return; }
    event.preventDefault();
    if (at.tagName === "DETAILS") {
      at.open = !at.open;
      const field = at.querySelector("select, textarea, input:not([type=hidden])");
      if (at.open && field) { field.focus(); } else if (at.open) { at.querySelector("summary").focus(); }
    } else { at.click(); }
  });

  const said = sessionStorage.getItem("voices-said");
  if (said) { sessionStorage.removeItem("voices-said"); acting.tell(said, false); }
  const turn = location.hash.startsWith("#turn-") && document.getElementById(location.hash.slice(1));
  const asked = new URLSearchParams(location.search);
  if (turn && !asked.has("coding") && !asked.has("turn")) {
    const first = turn.querySelector(".chip:not(.s-listed)") || turn.querySelector(".chip");
    if (first) { alone(() => show(first.dataset.coding, false)); }
  } else if (chosen) {
    const chip = mark(chosen), at = !byCode && chip && (chip.closest(".turn").querySelector(".stretch.on") || chip);
    if (state(chosen) === "listed") { desk.classList.add("with-more"); }
    if (at) { at.scrollIntoView({ block: "center", behavior: "instant" }); }
    if (chip) { chip.focus({ preventScroll: true }); }
  }
})();
