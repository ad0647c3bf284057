// The stage: one picture, which can be moved and zoomed by mouse, finger and key. Panzoom moves it; this decides where to.

const viewport = $("#viewport");
const sheet = $("#sheet");
const stage = (() => {
  const zoomer = Panzoom(sheet, { canvas: true, cursor: "grab", maxScale: 6, minScale: 0.02, step: 0.25, pinchAndPan: true, handleStartEvent: () => {} });
  let size = { width: 1, height: 1 };
  let svg = null;
  let moved = false; // by somebody: then it stays where it is when the window changes
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let placed = null;
  setTimeout(() => placed && place(...placed)); // Panzoom goes to its own start a moment after it is made

  // place puts the picture's corner at x, y of the viewport, at a scale.
  function place(scale, x, y, animate = false) {
    placed = [scale, x, y];
    const options = { force: true, animate: animate && !still.matches };
    const cx = size.width / 2, cy = size.height / 2;
    zoomer.zoom(scale, options);
    zoomer.pan((x - cx + scale * cx) / scale, (y - cy + scale * cy) / scale, options);
  }

  // where is the inverse: scale and corner as they are.
  function where() {
    const scale = zoomer.getScale(), pan = zoomer.getPan();
    const cx = size.width / 2, cy = size.height / 2;
    return { scale, x: cx - scale * cx + scale * pan.x, y: cy - scale * cy + scale * pan.y };
  }

  const room = () => ({ width: viewport.clientWidth, height: viewport.clientHeight });

  // fit shows all of a picture. One that could not be read then is shown by its width, or its height, from its beginning, unless all is asked for.
  const edge = 12, below = 56; // what is left free, and the room of the buttons
  function fit(animate = false, all = false) {
    const { width, height } = room();
    if (!width || !height) return;
    const wide = (width - 2 * edge) / size.width, high = (height - edge - below) / size.height;
    const readable = 0.5;
    let scale = Math.min(wide, high, 1.25);
    if (!all && scale < readable) scale = Math.min(Math.max(wide, high), readable);
    moved = false;
    place(scale, Math.max(edge, (width - size.width * scale) / 2), Math.max(edge, (height - edge - below - size.height * scale) / 2 + edge), animate);
  }

  function zoom(factor) {
    const { width, height } = room();
    const at = where();
    const scale = Math.min(6, Math.max(0.02, at.scale * factor));
    moved = true;
    place(scale, width / 2 - ((width / 2 - at.x) / at.scale) * scale, height / 2 - ((height / 2 - at.y) / at.scale) * scale, true);
  }

  function move(dx, dy) {
    const at = where();
    moved = true;
    place(at.scale, at.x + dx, at.y + dy);
  }

  // reveal brings an element into the middle if it is not wholly in view, at a size it can be read at.
  function reveal(element, animate = true) {
    const box = boxOf(element);
    if (!box) return;
    const { width, height } = room();
    const at = where();
    const left = at.x + box.x * at.scale, top = at.y + box.y * at.scale;
    const inside = left >= 0 && top >= 0 && left + box.width * at.scale <= width && top + box.height * at.scale <= height;
    if (inside && at.scale > 0.55) return;
    const scale = Math.max(at.scale, Math.min(0.9, (width - 40) / box.width));
    moved = true;
    place(scale, width / 2 - (box.x + box.width / 2) * scale, height / 2 - (box.y + box.height / 2) * scale, animate);
  }

  // boxOf is where an element stands in the picture's own measure. Pictures have no transformations of their own.
  function boxOf(element) {
    try {
      const box = element.getBBox();
      return box.width || box.height ? box : null;
    } catch {
      return null;
    }
  }

  function show(picture) {
    if (picture === svg) return;
    svg = picture;
    sheet.replaceChildren(...(svg ? [svg] : []));
    if (!svg) return;
    size = { width: Number(svg.getAttribute("width")) || 1, height: Number(svg.getAttribute("height")) || 1 };
    sheet.style.width = size.width + "px";
    sheet.style.height = size.height + "px";
    fit();
  }

  // renew puts a newer drawing of what is on the stage in its place, where and as large as it was.
  function renew(picture) {
    const at = where();
    const free = moved;
    show(picture);
    if (free) place(at.scale, at.x, at.y);
    moved = free;
  }

  // A drag is not a click, and a link in a picture is not something to drag away.
  let down = null;
  viewport.addEventListener("pointerdown", (event) => (down = { x: event.clientX, y: event.clientY }), true);
  viewport.addEventListener("click", (event) => {
    if (down && event.detail > 0 && Math.hypot(event.clientX - down.x, event.clientY - down.y) > 5) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  viewport.addEventListener("dragstart", (event) => event.preventDefault());
  viewport.addEventListener("wheel", (event) => {
    moved = true;
    if (event.shiftKey && !event.ctrlKey) {
      event.preventDefault();
      move(-(event.deltaX || event.deltaY), 0);
    } else zoomer.zoomWithWheel(event, { step: Math.min(0.6, Math.max(0.06, Math.abs(event.deltaY) / 180)) });
  }, { passive: false });
  sheet.addEventListener("panzoomstart", () => {
    moved = true;
    viewport.classList.add("moving");
  });
  sheet.addEventListener("panzoomend", () => viewport.classList.remove("moving"));

  viewport.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const far = event.shiftKey ? 240 : 80;
    const deed = {
      ArrowLeft: () => move(far, 0), ArrowRight: () => move(-far, 0), ArrowUp: () => move(0, far), ArrowDown: () => move(0, -far),
      "+": () => zoom(1.35), "=": () => zoom(1.35), "-": () => zoom(1 / 1.35), _: () => zoom(1 / 1.35), 0: () => fit(true, true), Home: () => fit(true),
    }[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });

  // The browser scrolls what is focused into view; here the picture moves instead.
  viewport.addEventListener("scroll", () => viewport.scrollTo(0, 0));
  sheet.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && event.target !== sheet && reveal(event.target, false));
  new ResizeObserver(() => !moved && fit()).observe(viewport);

  deeds["zoom-in"] = () => zoom(1.35);
  deeds["zoom-out"] = () => zoom(1 / 1.35);
  deeds.fit = () => fit(true, true);
  deeds.print = () => window.print();
  return { show, renew, fit, reveal, where, picture: () => svg, boxOf };
})();
