"use strict";
(function () {
  const desk = document.querySelector(".desk"), panel = document.getElementById("panel");
  const about = document.getElementById("about");
  const at = desk.dataset.at, queue = desk.dataset.queue.split(" ").filter(Boolean);
  const marks = Array.from(desk.querySelectorAll(".source .mark"));
  const inText = marks.map((mark) => mark.dataset.decision);
  const keysOn = document.getElementById("keys-on");
  const STATES = ["asks", "sure", "agreed", "ruled", "settled"];
  let seen = desk.dataset.seen, choosing = null, past = false;
  let chosen = (panel.querySelector(".decision") || { dataset: {} }).dataset.decision;

  const of = (id) => desk.querySelectorAll('.mark[data-decision="' + id + '"]');
  const state = (id) => { const mark = of(id)[0]; return mark ? STATES.find((one) => mark.classList.contains("s-" + one)) : ""; };

  function mend(states) {
    for (const [id, now] of Object.entries(states)) {
      for (const mark of of(id)) {
        mark.classList.remove(...STATES.map((one) => "s-" + one));
        mark.classList.add("s-" + now);
      }
    }
    document.getElementById("asks").textContent = Object.values(states).filter((one) => one === "asks").length;
  }

  /* While an answer is on its way, keys and buttons do nothing: nobody rules on what she has not
     seen. */
  const busy = (now) => desk.setAttribute("aria-busy", String(now));
  const isBusy = () => desk.getAttribute("aria-busy") === "true";

  async function show(id, focus) {
    if (!id) { busy(false); return; }
    busy(true);
    for (const mark of desk.querySelectorAll(".mark[aria-current]")) { mark.removeAttribute("aria-current"); if (keysOn.checked) { mark.tabIndex = -1; } }
    for (const mark of of(id)) { mark.setAttribute("aria-current", "true"); }
    const mark = desk.querySelector('.source .mark[data-decision="' + id + '"]');
    if (mark) {
      mark.tabIndex = 0;
      if (focus) { mark.focus({ preventScroll: true }); }
      mark.scrollIntoView({ block: "center", behavior: "instant" });
    }
    chosen = id;
    const answer = await fetch(at + "/decision/" + id, { credentials: "same-origin" });
    if (!answer.ok) { location.reload(); return; }
    const text = await answer.text();
    if (chosen === id) { about.innerHTML = text; fresh(); }
    busy(false);
  }

  function fresh() { for (const field of panel.querySelectorAll('[name="seen"]')) { field.value = seen; } }

  function step(order, by, wanted) {
    const from = order.indexOf(chosen);
    for (let n = 1; n <= order.length; n += 1) {
      const id = order[(from + by * n + order.length * 2) % order.length];
      if (wanted(id)) { return id; }
    }
    return "";
  }
  const asks = (id) => state(id) === "asks";
  const open = (id) => asks(id) || state(id) === "sure";
  function next(by) {
    const asking = step(queue, by, asks), id = asking || step(queue, by, open);
    if (id) {
      show(id, true);
      if (!asking && !past) {
        past = true;
        acting.tell("Nothing asks for your eyes any more. What follows, the machine is sure of. Next: the sign-off, or look on.", false);
      }
      return;
    }
    show(chosen, true);
    acting.tell("Nothing is open in this transcript any more. Next: its sign-off.", false);
  }

  desk.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    if (mark && getSelection().isCollapsed) { event.preventDefault(); show(mark.dataset.decision, true); }
  });

  const steps = document.getElementById("steps");
  steps.hidden = false; /* without scripts they would do nothing */
  steps.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step && !isBusy()) { next(Number(step.dataset.step)); }
  });

  panel.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-act]");
    if (!form) { return; }
    event.preventDefault();
    if (isBusy()) { return; }
    busy(true);
    const told = await acting.send(form, event.submitter);
    if (!told) { busy(false); return; }
    seen = String(told.seen);
    /* A mark that was gone to out of turn is stayed at: the queue would lead far away from it. */
    const led = asks(chosen) || !step(queue, 1, asks);
    mend(told.states);
    document.getElementById("pending").textContent = told.pending;
    if ("reload" in form.dataset) { location.assign(at + "#turn-" + form.elements.turn.value); location.reload(); return; }
    if ("stay" in form.dataset || !led) { show(chosen, true); } else { next(1); }
  });

  /* Missed words: what is selected in a source goes into the form. */
  function fill(words, start, end, text) {
    const missed = document.getElementById("missed"), form = missed.querySelector("form");
    missed.open = true;
    form.elements.turn.value = words.closest(".source").dataset.turn;
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.words.value = text;
    /* A name or number may well stand elsewhere too; an ordinary word must not be taken everywhere. */
    form.elements.everywhere.checked = /^[\p{Lu}\p{N}]/u.test(text);
    return form;
  }
  document.addEventListener("mouseup", () => {
    const found = places.selected(".source .words");
    if (found) { fill(found.words, found.start, found.end, found.text).lastElementChild.scrollIntoView({ block: "nearest" }); }
  });
  panel.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.elements.start && ["words", "turn"].includes(event.target.name)) {
      form.elements.start.value = form.elements.end.value = "";
    }
  });
  function choose() {
    const mark = desk.querySelector('.source .mark[data-decision="' + chosen + '"]');
    const words = mark ? mark.closest(".words") : desk.querySelector(".source .words");
    let begin = 0;
    if (mark) {
      const range = document.createRange();
      range.selectNodeContents(words);
      range.setEnd(mark, 0);
      begin = Array.from(range.toString()).length;
    }
    choosing = places.chooser(words, begin, (start, end) => {
      choosing = null;
      const form = fill(words, start, end, Array.from(words.textContent).slice(start, end).join(""));
      form.elements.kind.focus();
    }, () => { choosing = null; });
    if (choosing) { acting.tell("Arrows choose a word, Shift+arrow extends, Enter marks, Escape ends.", false); }
  }

  const keep = "voices-keys";
  /* With single keys one mark at a time is reached by Tab; without them all are. */
  const reach = () => { for (const mark of marks) { mark.tabIndex = keysOn.checked && mark.dataset.decision !== chosen ? -1 : 0; } };
  keysOn.checked = localStorage.getItem(keep) !== "off";
  keysOn.addEventListener("change", () => {
    localStorage.setItem(keep, keysOn.checked ? "on" : "off");
    reach();
  });
  reach();
  document.addEventListener("keydown", (event) => {
    if (choosing) { choosing(event); return; }
    if (isBusy()) { return; }
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape" && panel.contains(event.target)) { show(chosen, true); return; }
    if (!keysOn.checked || typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    const moves = { n: () => next(1), p: () => next(-1), j: () => show(step(inText, 1, () => true), true), k: () => show(step(inText, -1, () => true), true), w: choose };
    const move = !event.shiftKey && moves[event.key.toLowerCase()];
    if (move) { event.preventDefault(); move(); return; }
    /* By Shift alone: with Caps Lock on, 'a' must not agree with everything. */
    const key = event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
    const wanted = panel.querySelector('[data-key="' + CSS.escape(key) + '"]');
    if (!wanted) { return; }
    event.preventDefault();
    if (wanted.tagName === "DETAILS") {
      wanted.open = true;
      const field = wanted.querySelector("select, input:not([type=hidden])");
      if (field) { field.focus(); }
    } else { wanted.click(); }
  });

  if (location.hash && !new URLSearchParams(location.search).has("decision")) {
    const turn = document.querySelector(location.hash), first = turn && turn.querySelector(".source .mark");
    if (first) { show(first.dataset.decision, false); }
  } else if (chosen) { show(chosen, true); }
})();
