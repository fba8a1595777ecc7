"use strict";
/* Places in a turn's words, in code points as the journal counts them, from and to the page's own
   selection. */
const places = (function () {
  const count = (text) => Array.from(text).length;

  /* How many code points of `words` stand before a point of the page. */
  function before(words, node, offset) {
    const range = document.createRange();
    range.selectNodeContents(words);
    range.setEnd(node, offset);
    return count(range.toString());
  }

  /* What is selected inside one element with words: {words, start, end, text}, or null. */
  function selected(className) {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) { return null; }
    const range = selection.getRangeAt(0);
    const at = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
    const words = at && at.closest(className);
    if (!words || !words.contains(range.endContainer)) { return null; }
    let start = before(words, range.startContainer, range.startOffset);
    let end = before(words, range.endContainer, range.endOffset);
    const all = Array.from(words.textContent);
    while (start < end && /\s/u.test(all[start])) { start += 1; }
    while (end > start && /\s/u.test(all[end - 1])) { end -= 1; }
    return start < end ? { words, start, end, text: all.slice(start, end).join("") } : null;
  }

  /* Select code points `start` to `end` of an element's words. */
  function select(words, start, end) {
    const range = document.createRange();
    const walk = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    let at = 0, begun = false;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const chars = Array.from(node.data);
      if (!begun && start <= at + chars.length) {
        range.setStart(node, chars.slice(0, start - at).join("").length);
        begun = true;
      }
      if (begun && end <= at + chars.length) {
        range.setEnd(node, chars.slice(0, end - at).join("").length);
        break;
      }
      at += chars.length;
    }
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  /* The words of a text as [start, end) in code points. */
  function spans(text) {
    const found = [];
    for (const one of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’\-][\p{L}\p{N}\p{M}]+)*/gu)) {
      const start = count(text.slice(0, one.index));
      found.push([start, start + count(one[0])]);
    }
    return found;
  }

  /* Choosing words by keys: arrows move, Shift+arrows extend, Enter takes, Escape ends. */
  function chooser(words, begin, take, end) {
    const all = spans(words.textContent);
    let first = Math.max(0, all.findIndex(([start, stop]) => stop > begin)), last = first;
    if (!all.length) { return null; }
    const show = () => select(words, all[first][0], all[last][1]);
    show();
    return (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        last = Math.min(all.length - 1, Math.max(event.shiftKey ? first : 0, last + step));
        if (!event.shiftKey) { first = last; }
        show();
      } else if (event.key === "Enter") {
        take(all[first][0], all[last][1]);
      } else if (event.key === "Escape") {
        getSelection().removeAllRanges();
        end();
      } else { return false; }
      event.preventDefault();
      return true;
    };
  }

  return { selected, select, chooser };
})();
