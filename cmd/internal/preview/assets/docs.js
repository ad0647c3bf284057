// The live part of the runbook pages: when the map was saved, the text of the page is put in the place of the older one, where somebody reads.
(() => {
  "use strict";
  let seen = null;
  const events = new EventSource("/live/events");
  events.addEventListener("edition", async (event) => {
    const edition = event.data;
    if (seen === null || seen === edition) return void (seen = edition);
    seen = edition;
    try {
      const answer = await fetch(location.pathname);
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const selector of ["main", "#navigation"]) {
        const now = document.querySelector(selector), next = fresh.querySelector(selector);
        if (!now || !next || now.innerHTML === next.innerHTML) continue;
        const [x, y] = [window.scrollX, window.scrollY];
        now.replaceChildren(...next.childNodes);
        window.scrollTo(x, y);
      }
      document.title = fresh.title;
      for (const sheet of document.querySelectorAll("link[rel=stylesheet]")) sheet.href = sheet.href.split("?")[0] + "?" + encodeURIComponent(edition);
    } catch {
      // The next edition tries again.
    }
  });
  window.addEventListener("pagehide", () => events.close());
})();
