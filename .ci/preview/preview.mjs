// Usage: node preview.mjs HANDOFF CHROMIUM MAP: writes in the map while browsers look on.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [, , handoff, executablePath, map] = process.argv;
const port = 20000 + (process.pid % 20000);
const home = `http://localhost:${port}/`;
const file = join(map, "incident", "incident.handoff.hcl");
const original = readFileSync(file, "utf8");
const changed = (from, to) => {
  const text = original.replace(from, to);
  assert.notEqual(text, original, `the map has no ${from}`);
  return text;
};

// serve starts the preview and resolves when it says where it is.
function serve() {
  const child = spawn(handoff, ["serve", map, "--port", String(port), "--today", "2026-11-25"], { stdio: ["ignore", "pipe", "ignore"] });
  child.ended = new Promise((resolve) => child.on("exit", (code) => resolve(code)));
  return new Promise((resolve, reject) => {
    child.stdout.once("data", (text) => (String(text).trim() === home ? resolve(child) : reject(new Error(String(text)))));
    child.ended.then((code) => reject(new Error(`it ended with ${code}`)));
  });
}

let server = await serve();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
let failed = 0;
let quiet = false; // while the server is away, browsers complain

async function look(address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.faults = [];
  page.pictures = 0;
  page.on("console", (m) => !quiet && ["error", "warning"].includes(m.type()) && page.faults.push(m.text()));
  page.on("pageerror", (e) => page.faults.push(e.message));
  page.on("request", (r) => {
    if (r.url().includes("/live/picture")) page.pictures++;
    if (!r.url().startsWith(home) && !r.url().startsWith("data:")) page.faults.push("request: " + r.url());
  });
  page.setDefaultTimeout(60000);
  await page.goto(home + address);
  return page;
}

const shows = (page, text) => page.waitForFunction((t) => document.querySelector("#sheet")?.textContent.includes(t), text);
const tone = (page, wanted) => page.waitForFunction((t) => document.querySelector("#live")?.dataset.tone === t, wanted);
const view = (page) => page.evaluate(() => ({ transform: document.querySelector("#sheet").style.transform, scrolled: document.querySelector("#panel").scrollTop, hash: location.hash }));

async function check(name, deed) {
  const start = Date.now();
  try {
    await deed();
    for (const page of pages) assert.deepEqual(page.faults.splice(0), []);
    console.log(`ok    ${name} (${Date.now() - start} ms)`);
  } catch (e) {
    failed++;
    console.log(`FAIL  ${name}\n${String(e.stack).split("\n").slice(0, 8).join("\n")}\n${pages.flatMap((p) => p.faults.splice(0)).join("\n")}`);
  }
}

const pages = [await look("#process/incident_management"), await look("")];
const [one, two] = pages;

await check("a map opens where its address says", async () => {
  await shows(one, "Classify and prioritise");
  await shows(two, "Incident Management");
  await tone(one, "good");
  assert.equal(await one.textContent(".panel .title"), "Incident Management");
  assert.match(await one.getAttribute(".panel .source a", "href"), /^vscode:\/\/file\/.*incident\.handoff\.hcl:\d+:\d+$/);
});

await check("a save is shown in place, in every browser, and nothing moves", async () => {
  const far = JSON.stringify(await view(one));
  await one.mouse.move(500, 450);
  await one.mouse.wheel(0, -300);
  let near = far;
  for (let was; near === far || near !== was; ) { // until it has come nearer, and stands still
    was = near;
    await one.waitForTimeout(200);
    near = JSON.stringify(await view(one));
  }
  await one.evaluate(() => (document.querySelector("#panel").scrollTop = 250));
  const before = await view(one);
  const drawn = two.pictures;
  writeFileSync(file, changed('"Diagnose"', '"Find the cause"'));
  await shows(one, "Find the cause");
  await one.waitForTimeout(300);
  assert.deepEqual(await view(one), before);
  await two.waitForTimeout(300);
  assert.equal(two.pictures, drawn, "a picture that has not changed is not asked for again");
});

await check("what was saved by a rename is seen", async () => {
  writeFileSync(file + ".new", changed('"Diagnose"', '"Look closer"'));
  renameSync(file + ".new", file);
  await shows(one, "Look closer");
});

await check("what is wrong is told beside the picture, and leads to its line", async () => {
  writeFileSync(file, changed("owner        = role.incident_manager", "owner        = role.incident_manger"));
  await tone(one, "error");
  await one.click("#live summary");
  await one.waitForSelector("#live .live-list li[data-severity=error]");
  assert.match(await one.textContent("#live .live-list"), /reference\/unknown/);
  assert.match(await one.getAttribute("#live .live-where a", "href"), /^vscode:\/\/file\/.*incident\.handoff\.hcl:117:\d+$/);
  await two.click("#live summary");
  await two.click("#live .live-show");
  await two.waitForFunction(() => location.hash.startsWith("#process/incident_management"));
  await two.goto(home);
});

await check("a file that does not parse leaves the last whole picture", async () => {
  writeFileSync(file, changed('process "incident_management" {', 'process "incident_management" {{'));
  await one.waitForSelector("#live.stale");
  await shows(one, "Diagnose");
  assert.match(await one.textContent("#live .live-state"), /last picture that was whole/);
  writeFileSync(file, original);
  await tone(one, "good");
  assert.equal(await one.evaluate(() => document.querySelector("#live").classList.contains("stale")), false);
});

await check("a new process is there to find, and to look at", async () => {
  writeFileSync(join(map, "new.handoff.hcl"), 'process "salvage" {\n  title = "Salvage"\n  owner = role.incident_manager\n  step "dive" {\n    by = role.resolver\n  }\n}\n');
  await shows(two, "Salvage");
  await two.keyboard.press("/");
  await two.keyboard.type("salv");
  await two.waitForSelector("#finder-list li");
  await two.keyboard.press("Enter");
  await shows(two, "Dive");
  await one.waitForTimeout(200);
  writeFileSync(join(map, "new.handoff.hcl"), "");
  await two.waitForFunction(() => !document.querySelector("#sheet").textContent.includes("Dive"));
});

await check("the dark is dark in pictures, too", async () => {
  await one.click("[data-do=theme]");
  const media = await one.evaluate(() => document.adoptedStyleSheets.map((s) => s.media.mediaText));
  assert.ok(media.includes("screen") || media.every((m) => m !== "not all"), String(media));
  await one.click("[data-do=theme]");
});

await check("a runbook page is renewed where it is read", async () => {
  const page = await look("docs/process/incident_management.html");
  page.setDefaultTimeout(40000); // every picture is drawn for it
  pages.push(page);
  await page.waitForFunction(() => document.querySelector("main")?.textContent.includes("Diagnose"));
  await page.waitForTimeout(500);
  await page.evaluate(() => window.scrollTo(0, 600));
  writeFileSync(file, changed('"Diagnose"', '"Find the culprit"'));
  await page.waitForFunction(() => document.querySelector("main").textContent.includes("Find the culprit"));
  assert.equal(await page.evaluate(() => window.scrollY), 600);
  writeFileSync(file, original);
});

await check("another page in the same browser learns nothing", async () => {
  const other = createServer((_, answer) => answer.setHeader("Content-Type", "text/html").end("<!doctype html><p>elsewhere"));
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${other.address().port}/`);
  const got = await page.evaluate(async (home) => {
    const out = [];
    for (const mode of ["cors", "no-cors"]) out.push(await fetch(home + "live/data", { mode }).then((r) => r.type + r.status, (e) => "refused: " + e.name));
    out.push(await new Promise((resolve) => {
      const events = new EventSource(home + "live/events");
      events.onerror = () => resolve("refused");
      events.addEventListener("edition", (e) => resolve(e.data));
    }));
    out.push(await new Promise((resolve) => {
      const frame = document.createElement("iframe");
      frame.src = home;
      frame.onload = () => { try { resolve(frame.contentDocument ? "read" : "refused"); } catch { resolve("refused"); } };
      document.body.append(frame);
    }));
    return out;
  }, home);
  assert.ok(got.every((g) => g.startsWith("refused") || g === "opaque403" || g === "opaque0"), String(got));
  await context.close();
  other.close();
});

await check("Ctrl-C ends it, and a browser finds the next one", async () => {
  quiet = true;
  const start = Date.now();
  server.kill("SIGINT");
  assert.equal(await server.ended, 0);
  assert.ok(Date.now() - start < 60_000);
  await tone(one, "away");
  writeFileSync(file, changed('"Diagnose"', '"After the break"'));
  server = await serve();
  await shows(one, "After the break");
  await one.waitForFunction(() => document.querySelector("#live").dataset.tone !== "away");
  for (const page of pages) page.faults.length = 0;
});

writeFileSync(file, original);
await browser.close();
server.kill("SIGINT");
await server.ended;
if (failed) console.log(`${failed} failed`);
process.exitCode = failed ? 1 : 0;
