"use strict";
(function () {
  const byId = (id) => document.getElementById(id);
  const quotes = Array.from(document.querySelectorAll(".quote"));
  const find = byId("find"), code = byId("by-code"), person = byId("by-person"), polarity = byId("by-polarity");
  const found = byId("found"), reset = byId("reset");
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
  const words = new Map(quotes.map((quote) => [quote, fold(quote.textContent)]));
  const distinct = (some) => new Set(some.map((quote) => quote.dataset.id)).size;
  const total = distinct(quotes);

  function fits(quote, sought) {
    const section = quote.closest(".code");
    return (!code.value || section.dataset.code === code.value)
      && (!person.value || quote.dataset.person === person.value)
      && (!polarity.value || quote.dataset.polarity === polarity.value)
      && sought.every((word) => words.get(quote).includes(word));
  }

  function show() {
    const sought = fold(find.value).split(/\s+/).filter(Boolean);
    const shown = quotes.filter((quote) => {
      quote.hidden = !fits(quote, sought);
      return !quote.hidden;
    });
    for (const part of document.querySelectorAll(".code, .family")) {
      part.hidden = !part.querySelector(".quote:not([hidden])");
    }
    const narrowed = shown.length < quotes.length;
    const number = distinct(shown);
    found.textContent = narrowed ? number + " of " + total + " quotes" : total + (total === 1 ? " quote" : " quotes");
    reset.hidden = !(sought.length || code.value || person.value || polarity.value);
  }

  function showAll() {
    find.value = code.value = person.value = polarity.value = "";
    show();
    find.focus();
  }

  async function copy(button) {
    const quote = button.closest(".quote");
    const said = quote.querySelector("blockquote").textContent.trim();
    const who = quote.querySelector(".attribution").textContent.trim();
    const open = quote.querySelector(".open");
    const state = open ? ", " + open.textContent : "";
    const before = Array.from(button.childNodes);
    try {
      await put(said + "\n" + (who ? "\u2014 " + who + " " : "") + "(" + quote.dataset.id + state + ")");
      button.textContent = "Copied";
    } catch (error) {
      button.textContent = "Select the words and copy them";
    }
    setTimeout(() => { button.replaceChildren(...before); }, 2000);
  }

  async function put(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text);
    }
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) { throw new Error("not copied"); }
  }

  for (const field of [find, code, person, polarity]) { field.addEventListener("input", show); }
  reset.addEventListener("click", showAll);
  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#code-"], a[href^="#family-"]');
    if (link && reset.hidden === false) { find.value = code.value = person.value = polarity.value = ""; show(); }
  });
  if (window.matchMedia("(max-width: 60rem)").matches) { byId("contents-fold").open = false; }
  byId("filters").hidden = quotes.length === 0;
  show();
})();
