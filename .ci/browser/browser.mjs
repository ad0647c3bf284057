// A browser to check pages in, and a list of what was checked. Every page is watched: whatever it logs, and every request that leaves the disk, is a fault.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function open(executablePath) {
  const browser = await chromium.launch({ executablePath, args: flags });
  let failed = 0;

  // check runs one check on a page of its own.
  async function check(name, options, deed) {
    if (typeof options === "function") [options, deed] = [{}, options];
    // axe is put into the page by the checks themselves, which the page's own policy would rightly forbid.
    const { axe, ...context } = options;
    const session = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", bypassCSP: Boolean(axe), ...context });
    const page = await session.newPage();
    const faults = [];
    page.on("console", (m) => ["error", "warning"].includes(m.type()) && faults.push(`console: ${m.text()}`));
    page.on("pageerror", (e) => faults.push(`error: ${e.message}`));
    page.on("request", (r) => /^(file|data|about):/.test(r.url()) || faults.push(`request: ${r.url()}`));
    page.on("dialog", (d) => (faults.push(`dialog: ${d.message()}`), d.dismiss()));
    page.setDefaultTimeout(60000);
    const start = Date.now();
    try {
      await deed(page);
      assert.deepEqual(faults, []);
      console.log(`ok    ${name} (${Date.now() - start} ms)`);
    } catch (e) {
      failed++;
      console.log(`FAIL  ${name} at ${decodeURIComponent(page.url())}\n${String(e.stack).split("\n").slice(0, 12).join("\n")}\n${faults.join("\n")}`);
    }
    await session.close();
  }

  async function close() {
    await browser.close();
    if (failed) console.log(`${failed} failed`);
    process.exitCode = failed ? 1 : 0;
  }
  return { check, close };
}

// accessible holds a page to the rules of axe: no serious and no critical violation.
export async function accessible(page, what = "") {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"], preload: false }));
  const grave = violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.deepEqual(grave.map((v) => `${what} ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + n.html.slice(0, 160) + " " + (n.any[0]?.message || "")).join(" | ")}`), []);
}
