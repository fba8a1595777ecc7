"use strict";
/* Reading is being there: tells the server so, at most once a minute; and when nobody was there for
   too long, takes the words off the screen. */
(function () {
  const idle = Number(document.body.dataset.idle) * 1000;
  let last = Date.now(), told = Date.now();
  const there = () => {
    last = Date.now();
    if (last - told > 60000) {
      told = last;
      fetch("/awake", { method: "POST", headers: { Accept: "application/json" }, credentials: "same-origin" });
    }
  };
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    addEventListener(kind, there, { passive: true });
  }
  /* What Back brings up again from the browser's memory may have been locked since. */
  addEventListener("pageshow", (event) => { if (event.persisted) { location.reload(); } });
  setInterval(() => { if (Date.now() - last > idle + 1000) { location.assign("/locked"); } }, 5000);
})();
