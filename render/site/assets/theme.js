// Light or dark: as the system says, until somebody chooses otherwise on this page. What is dark stands in style sheets of their own, which apply by
// their media attribute alone; paper is always light. This part runs before the page is shown, so that it does not flash.

const theme = (() => {
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const key = "handoff-theme";
  let chosen = null;
  try {
    chosen = localStorage.getItem(key);
  } catch {
    // A browser may forbid it; the choice then lasts as long as the page.
  }
  const dark = () => (chosen ? chosen === "dark" : systemDark.matches);

  function apply() {
    for (const sheet of document.querySelectorAll("[data-theme-sheet]")) sheet.media = dark() ? "screen" : "not all";
    document.documentElement.dataset.theme = dark() ? "dark" : "light";
    for (const button of document.querySelectorAll("[data-do=theme]")) {
      const text = dark() ? "Light colours" : "Dark colours";
      button.setAttribute("aria-label", text);
      button.title = text;
    }
  }

  function toggle() {
    chosen = dark() ? "light" : "dark";
    try {
      localStorage.setItem(key, chosen);
    } catch {
      // As above.
    }
    apply();
  }

  systemDark.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", apply);
  apply();
  return { toggle };
})();
