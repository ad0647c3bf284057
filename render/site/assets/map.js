// The page as a whole: what is in its address is what it shows. Everything that goes somewhere is a link; so Back, bookmarks and new tabs work by themselves.
//
// #process/incident_management/step-diagnose?view=raci&team=team/desk&overlay=findings

deeds.theme = theme.toggle;
wired();

let now = { place: null, view: null, anchor: "" };

// A filter is taken along by every click; links do not carry it, so the address is completed after them.
function address(place, anchor, view) {
  const query = filters.query();
  if (view && view !== preferred(place)) query.set("view", view.perspective + (view.page === place.page ? "" : "@" + view.page));
  const text = query.toString().replaceAll("%2F", "/").replaceAll("%40", "@");
  return hashOf(place.address) + (anchor ? "/" + encodeURI(anchor) : "") + (text ? "?" + text : "");
}

// preferred is the picture of a place that is shown if nobody asks for another.
const preferred = (place) => viewsOf(place.page)[0] || null;

// holds tells whether a picture has an element for a place.
function holds(svg, place) {
  return $$("g[data-address], g[data-from]", svg).some((g) => !g.classList.contains("area") && placeAt(g) === place);
}

// choose finds the picture for a place. A step or handoff that the picture on the stage shows is selected there; all else has its own picture, or that of
// what it is part of.
function choose(place, asked) {
  if (asked) {
    const [perspective, page] = asked.split("@");
    const view = viewsOf(page || place.page).find((v) => v.perspective === perspective);
    if (view) return view;
  }
  const inPlace = place.anchor || place.kind === "interface";
  if (inPlace && now.view && stage.picture() && holds(stage.picture(), place)) return now.view;
  for (let at = place, n = 0; at && n < 5; at = byHash.get((at.of || "").replace("#", "/")), n++) {
    const view = preferred(at);
    if (view) return view;
  }
  return now.view || viewsOf(home.page)[0] || null;
}

function parse() {
  const [path, query] = location.hash.slice(1).split("?");
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // Not an address of ours; it is looked up as it is, and not found.
  }
  return { path: decoded, query: new URLSearchParams(query || "") };
}

let turn = 0;
async function go(first) {
  const mine = ++turn; // who clicks on before a large picture is there is not taken back to it
  const { path, query } = parse();
  const found = path ? find(path) : { place: home };
  if (location.hash.includes("?")) filters.put({ team: "", service: "", tag: "", mode: "", overlay: "", ...Object.fromEntries(query) });
  const missing = !found;
  const { place, anchor } = found || { place: home };
  const view = choose(place, query.get("view"));
  const moved = place !== now.place;
  const [picture, content] = await Promise.all([view && pictureOf(view), moved || anchor ? textOf(place.page) : null]);
  if (mine !== turn) return;
  now = { place, view, anchor };
  if (!missing) history.replaceState(history.state, "", address(place, anchor, view === preferred(place) || !query.get("view") ? null : view));
  stage.show(picture);
  viewport.classList.toggle("empty", !view);
  const element = marks.select(place);
  if (element && (place.anchor || place.kind !== view.page.split("/")[0])) stage.reveal(element, !first);
  tabs();
  trail();
  document.title = (place === home ? "" : place.title + " · ") + data.title;
  $("#where").textContent = place.title;
  if (moved || anchor) fill(place, anchor, content);
  paint();
  if (missing) panel.prepend(make("p", { class: "notices", role: "alert" }, `This map has no ${path}: here is the whole of it.`));
  if (!first && moved && document.activeElement === document.body) viewport.focus({ preventScroll: true });
}

// paint shows filter and overlay on the picture and in the panel.
function paint() {
  const { overlay } = filters.state;
  marks.show(overlay, filters.active() ? filters.matches : null);
  $(".matching", panel)?.remove();
  let key = overlays[overlay].key || "";
  if (filters.active()) {
    const processes = places.filter((p) => p.kind === "process");
    key = `The filter leaves ${processes.filter(filters.matches).length} of ${count(processes.length, "process", "processes")}. ${key}`;
    if (now.place === home) panel.prepend(listed(filters.matches));
  }
  $("#key").textContent = key;
}

filters.whenChanged(() => {
  history.replaceState(history.state, "", address(now.place, now.anchor, parse().query.get("view") ? now.view : null));
  paint();
});

// tabs are the pictures there are of what is selected, and the way back to the one it stands in.
function tabs() {
  const own = viewsOf(now.place.page);
  const list = own.includes(now.view) || !now.view ? own : [now.view, ...own];
  $("#tabs").replaceChildren(...(list.length < 2 ? [] : list.map((view) => make("a", {
    class: "tab", href: view === now.view ? location.hash : address(now.place, now.anchor, view) + (view === preferred(now.place) ? (address(now.place, now.anchor, null).includes("?") ? "&" : "?") + "view=" + view.perspective : ""),
    "aria-current": view === now.view ? "true" : null,
  }, view.page === now.place.page ? view.label : `${view.label}: ${titleOf(view.page)}`))));
}

// trail is the way from the whole map to what is selected.
function trail() {
  const way = [];
  for (let at = now.place, n = 0; at && n < 6; at = at === home ? null : byHash.get((at.of || "home").replace("#", "/")), n++) way.unshift(at);
  if (way[0] !== home) way.unshift(home);
  $("#trail").replaceChildren(make("ol", {}, ...way.map((place, i) => make("li", {},
    i === way.length - 1 ? make("span", { "aria-current": "page" }, place === home ? "Landscape" : place.title) : make("a", { href: hashOf(place.address) }, place === home ? "Landscape" : place.title)))));
}

const search = finder({ entries: () => places, open: (place) => (location.hash = address(place, "", null)) });

// Keys for the whole page: Backspace goes one level up.
document.addEventListener("keydown", (event) => {
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || $(".finder").open) return;
  if (event.key === "Backspace") {
    const up = $$("#trail a").at(-1);
    if (up) location.hash = up.getAttribute("href");
    event.preventDefault();
  } else if (["+", "-", "0"].includes(event.key) && !viewport.contains(document.activeElement)) deeds[{ "+": "zoom-in", "-": "zoom-out", 0: "fit" }[event.key]]();
});
for (const link of $$("[data-skip]")) link.addEventListener("click", (event) => {
  event.preventDefault();
  $("#" + link.dataset.skip).focus();
});

// A filter menu that is open closes as menus do.
document.addEventListener("keydown", (event) => {
  const menu = $("#filters");
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    $("summary", menu).focus();
  }
});
document.addEventListener("pointerdown", (event) => event.target.closest("#filters") || ($("#filters").open = false));

// A browser too old for what the page needs says so, and is not left with an empty page.
function fail(problem) {
  panel.replaceChildren(make("p", { class: "notices", role: "alert" }, "This could not be shown: " + problem.message));
  throw problem;
}
window.addEventListener("hashchange", () => go(false).catch(fail));
go(true).catch(fail);
