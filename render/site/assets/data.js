// The map: places, pictures and texts, as they stand in the page. Pictures and texts stay plain text until they are wanted.

const data = JSON.parse($("#map-data").textContent);
const places = data.places;
const byHash = new Map(); // "process/incident_management/step-diagnose" and "process.incident_management.step.diagnose"
const byBlock = new Map(); // "process.incident_management.step.diagnose"
const partsOf = new Map(); // what is part of a place, such as its steps
const home = places[0];

const hashOf = (address) => "#" + encodeURI(address.replace("#", "/"));

// index notes where everything is to be found. It is done again when a preview brings a newer map.
const viewsByPage = new Map();
function index() {
  for (const table of [byHash, byBlock, partsOf, viewsByPage]) table.clear();
  for (const place of places) {
    if (!byHash.has(place.address)) byHash.set(place.address.replace("#", "/"), place);
    if (place.block) byBlock.set(place.block, place);
    if (place.of) partsOf.set(place.of, [...(partsOf.get(place.of) || []), place]);
    place.page = place.address.split("#")[0];
    place.anchor = place.address.split("#")[1] || "";
  }
  data.views.forEach((view, number) => {
    view.number = number;
    viewsByPage.set(view.page, [...(viewsByPage.get(view.page) || []), view]);
  });
}
index();

// find looks an address up as it stands in a link: a page address or that of a block. An anchor that is no place is kept, to be scrolled to.
function find(path) {
  const place = byHash.get(path) || byBlock.get(path);
  if (place) return { place };
  const parts = path.split("/");
  for (let n = parts.length - 1; n > 0; n--) {
    const at = byHash.get(parts.slice(0, n).join("/"));
    if (at) return { place: at, anchor: parts.slice(n).join("/") };
  }
  const blocks = path.split(".");
  for (let n = blocks.length - 1; n > 1; n--) {
    const at = byBlock.get(blocks.slice(0, n).join("."));
    if (at) return { place: at };
  }
  return null;
}

// viewsOf are the pictures of a page, as they are numbered.
const viewsOf = (page) => viewsByPage.get(page) || [];

// chunk reads a chunk of pictures and texts. In a large map chunks are compressed. The last few are kept, so that going back is at once.
const chunks = new Map();
function chunk(number) {
  const kept = chunks.get(number) || unpack($(`script[data-chunk="${number}"]`)).then(JSON.parse);
  chunks.delete(number);
  chunks.set(number, kept);
  if (chunks.size > 12) chunks.delete(chunks.keys().next().value);
  return kept;
}
async function unpack(element) {
  if (element.type === "application/json") return element.textContent;
  const bytes = Uint8Array.from(atob(element.textContent), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
const read = async ([number, index]) => (await chunk(number))[index];

// pictureOf makes a picture of its text. The last few are kept.
const parsed = new Map();
async function pictureOf(view) {
  let svg = parsed.get(view.number);
  parsed.delete(view.number);
  if (!svg) svg = new DOMParser().parseFromString(await read(view.at), "image/svg+xml").documentElement;
  parsed.set(view.number, svg);
  if (parsed.size > 6) parsed.delete(parsed.keys().next().value);
  return svg;
}

// textOf makes a runbook page of its text, as a fragment of elements; null where there is none.
async function textOf(page) {
  if (!data.texts[page]) return null;
  const template = document.createElement("template");
  template.innerHTML = await read(data.texts[page]);
  return template.content;
}

const titleOf = (address) => byHash.get(address.replace("#", "/"))?.title || address;
