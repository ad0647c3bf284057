// What every script here uses. Elements are made with text nodes, never from strings, so that no title can become markup.

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// make("a", {href: "#x", class: "y", onclick: f}, "text", element, …): an element. Attributes that are null, undefined or false are left out.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// wired connects every button that says what it does: <button data-do="theme">. Such buttons are hidden until scripts run.
const deeds = {};
function wired() {
  for (const button of $$("[data-do]")) {
    button.hidden = false;
    button.addEventListener("click", () => deeds[button.dataset.do]?.(button));
  }
}

// typing tells whether a key belongs to a field and not to the page.
function typing(event) {
  const target = event.target;
  return event.isComposing || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

// words: 1 process, 3 processes.
const count = (n, one, many) => (n === 1 ? "1 " + one : n + " " + (many || one + "s"));

// kinds of things, as people call them.
const kindWords = {
  "": "Page", landscape: "Landscape", service: "Service", process: "Process", step: "Step", interface: "Handoff", artifact: "Record", team: "Team", role: "Role",
  system: "System", event: "Event", kpi: "KPI", improvement: "Improvement", cadence: "Meeting", milestone: "Date", calendar: "Hours", rule: "Rule", part: "Section",
  binder: "Binder", field: "Field", input: "Input", output: "Output", policy: "Policy",
};
const kindWord = (kind) => kindWords[kind] || kind;
