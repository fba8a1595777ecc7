"use strict";
(function () {
  const form = document.getElementById("answer");
  if (!form) { return; }
  const words = document.getElementById("words"), list = document.getElementById("found");
  const add = document.getElementById("add"), go = document.getElementById("go"), kind = document.getElementById("kind");
  const keysOn = document.getElementById("keys-on"), keep = "voices-keys";
  const text = Array.from(words.textContent), missed = [];
  let picked = null, choosing = null;

  function pick(found) {
    picked = found;
    add.disabled = !found;
  }
  function show() {
    list.replaceChildren(...missed.map(([start, end, what], at) => {
      const item = document.createElement("li"), drop = document.createElement("button");
      item.append("“" + text.slice(start, end).join("") + "”, " + what.toLowerCase().replace("_", " ") + " ");
      drop.type = "button";
      drop.className = "quiet";
      drop.textContent = "Not this";
      drop.addEventListener("click", () => { missed.splice(at, 1); show(); });
      item.append(drop);
      return item;
    }));
    form.elements.missed.value = JSON.stringify(missed);
    go.firstChild.data = missed.length ? missed.length + " missed: next " : "Nothing is missed: next ";
  }
  function take() {
    if (!picked) { return; }
    const [start, end] = picked;
    if (missed.some(([from, to]) => start < to && from < end)) {
      acting.tell("These words are marked already.", true);
      return;
    }
    missed.push([start, end, kind.value]);
    missed.sort((one, other) => one[0] - other[0]);
    getSelection().removeAllRanges();
    pick(null);
    show();
  }
  document.addEventListener("selectionchange", () => {
    const found = places.selected("#words");
    if (found) { pick([found.start, found.end]); }
  });
  add.addEventListener("click", take);
  keysOn.checked = localStorage.getItem(keep) !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem(keep, keysOn.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (choosing) { choosing(event); return; }
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (!keysOn.checked || typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "w") {
      choosing = places.chooser(words, 0, (start, end) => {
        choosing = null;
        pick([start, end]);
        kind.focus();
      }, () => { choosing = null; pick(null); });
    } else if (event.key === "m") { take(); } else if (event.key === "n") { go.click(); } else { return; }
    event.preventDefault();
  });
})();
