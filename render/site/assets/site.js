// The docs site: what its pages can do beyond being read.

deeds.theme = theme.toggle;

const root = document.body.dataset.root;
let pages = null; // the index, once it is there

// A page on disk may load a script but fetch no file: the index is a script that calls this.
window.handoffIndex = (list) => {
  pages = list.map((p) => ({ address: decodeURIComponent(p.p).replace(/\.html?/, ""), path: p.p, title: p.t, kind: p.k || "", note: p.n || "", words: p.w || "" }));
};

let loading = null;
function indexed() {
  loading ||= new Promise((resolve, reject) => document.head.append(make("script", { src: document.body.dataset.index, onload: resolve, onerror: reject })));
  return loading;
}

const search = finder({ entries: () => pages || [], open: (entry) => (location.href = root + entry.path) });
const showSearch = search.show;
let asked = false;
function fetchIndex() { // once, and without touching what is being typed meanwhile
  if (asked) return;
  asked = true;
  indexed().then(() => {
    search.refresh();
    $("#finder-input").dispatchEvent(new Event("input"));
  });
}
deeds.search = () => {
  showSearch();
  fetchIndex();
};
document.addEventListener("keydown", () => $(".finder").open && fetchIndex());

// Long groups of the navigation are filled in when they are opened.
for (const list of $$("ul[data-more]")) {
  const details = list.closest("details");
  const fill = () => indexed().then(() => {
    if (!list.hasAttribute("data-more")) return;
    list.removeAttribute("data-more");
    list.replaceChildren(...pages.filter((p) => p.kind === details.dataset.kind).map((p) =>
      make("li", {}, make("a", { href: root + p.path, "aria-current": decodeURIComponent(p.path) === document.body.dataset.path ? "page" : null }, p.title))));
    $("[aria-current=page]", list)?.scrollIntoView({ block: "center" });
  });
  details.open ? fill() : details.addEventListener("toggle", fill, { once: true });
}

// On a narrow screen the navigation opens over the page.
deeds.menu = (button) => {
  const open = document.body.classList.toggle("menu-open");
  button.setAttribute("aria-expanded", String(open));
  if (open) toCurrent()?.focus({ preventScroll: true });
};
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.body.classList.contains("menu-open")) return;
  const button = $("[data-do=menu]");
  deeds.menu(button);
  button.focus();
});

// Where one is in a long navigation, and on a long page.
function toCurrent() {
  const side = $("#navigation");
  const link = $("[aria-current=page]", side) || $("a", side);
  if (link) side.scrollTop = link.offsetTop - side.clientHeight / 2;
  return link;
}
toCurrent();
const headings = $$("main h2");
if (headings.length > 3) {
  headings.forEach((h, i) => (h.id ||= "section-" + (i + 1)));
  const links = headings.map((h) => make("li", {}, make("a", { href: "#" + h.id }, h.textContent)));
  $(".frame").append(make("nav", { class: "contents", "aria-label": "On this page" }, make("p", {}, "On this page"), make("ul", {}, ...links)));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) links.forEach((li, i) => li.firstChild.toggleAttribute("data-here", headings[i] === entry.target));
  }, { rootMargin: "-10% 0px -75% 0px" });
  headings.forEach((h) => seen.observe(h));
}

// Pictures are shown whole; one click shows them in full size.
for (const figure of $$("main figure")) {
  const svg = $("svg", figure);
  if (!svg) continue;
  const button = make("button", { type: "button", class: "tool", "aria-pressed": "false" }, "Full size");
  button.addEventListener("click", () => {
    const full = figure.classList.toggle("full");
    button.setAttribute("aria-pressed", String(full));
    full ? figure.setAttribute("tabindex", "0") : figure.removeAttribute("tabindex");
  });
  const fits = () => (button.hidden = !figure.classList.contains("full") && svg.clientWidth >= Number(svg.getAttribute("width")) - 1);
  figure.before(make("p", { class: "picture-tools" }, button));
  new ResizeObserver(fits).observe(figure);
}

wired();
