// The static site, clicked through.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { accessible } from "./browser.mjs";

export async function checkSite({ check }, maps) {
  const at = (name, file = "index.html") => `file://${maps}/${name}/docs/${file}`;
  if (!existsSync(`${maps}/itil/docs/index.html`)) throw new Error("the site was not built");

  for (const name of ["itil", "hostile"]) {
    await check(`site: every page of ${name} opens, and every link and anchor is there`, async (page) => {
      const waiting = [at(name)];
      const seen = new Map(); // file → ids on it
      const wanted = []; // [from, file, anchor]
      while (waiting.length) {
        const url = waiting.pop();
        if (seen.has(url)) continue;
        await page.goto(url);
        const { ids, links, bad } = await page.evaluate(() => ({
          ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
          links: [...document.querySelectorAll("a[href]")].map((e) => e.href?.baseVal !== undefined ? new URL(e.href.baseVal, location.href).href : e.href),
          bad: [
            window.hacked && "hacked: " + window.hacked,
            document.querySelectorAll("h1").length !== 1 && !location.href.includes("/binder/") && "not one h1", // a binder is many pages in one
            ...[...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((h) => Number(h.tagName[1])).flatMap((level, i, all) => (i && level > all[i - 1] + 1 ? [`h${all[i - 1]} is followed by h${level}`] : [])),
            ...[...document.querySelectorAll("*")].flatMap((e) => [...e.attributes].filter((a) => /^on/i.test(a.name) || (/^(href|src|xlink:href)$/i.test(a.name) && /^\s*(javascript|data|vbscript):/i.test(a.value))).map((a) => e.tagName + " " + a.name + "=" + a.value)),
          ].filter(Boolean),
        }));
        assert.deepEqual(bad, [], url);
        const duplicates = ids.filter((id, i) => ids.indexOf(id) !== i);
        assert.deepEqual(duplicates, [], url);
        seen.set(url, new Set(ids));
        for (const link of links) {
          if (!link.startsWith("file:")) continue;
          const [file, anchor] = link.split("#");
          wanted.push([url, file, decodeURIComponent(anchor || "")]);
          if (file.endsWith(".html") && file.includes("/docs/")) waiting.push(file);
        }
      }
      const map = `file://${maps}/${name}/map.html`;
      await page.goto(map);
      seen.set(map, new Set(await page.evaluate(() => JSON.parse(document.querySelector("#map-data").textContent).places.map((p) => p.address.replace("#", "/")))));
      const dead = wanted.filter(([, file, anchor]) => (seen.has(file) ? anchor && !seen.get(file).has(anchor) : !existsSync(decodeURIComponent(new URL(file).pathname))));
      assert.deepEqual(dead.slice(0, 10), []);
      assert.ok(seen.size > 5, `${seen.size} pages`);
    });
  }

  // The pages of the other maps are only read: it takes a tenth of the time.
  for (const name of ["response", "broken", "middle"]) {
    await check(`site: every link and anchor of ${name} is there`, async () => {
      const plain = (text) => text.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"');
      const ids = new Map();
      const links = [];
      const waiting = [at(name)];
      while (waiting.length) {
        const url = waiting.pop();
        if (ids.has(url)) continue;
        const text = readFileSync(new URL(url), "utf8");
        ids.set(url, new Set([...text.matchAll(/ id="([^"]*)"/g)].map((m) => plain(m[1]))));
        for (const [, href] of text.matchAll(/<a [^>]*?href="([^"]*)"/g)) {
          const to = new URL(plain(href), url);
          if (to.protocol !== "file:") continue;
          const anchor = decodeURIComponent(to.hash.slice(1));
          to.hash = "";
          links.push([url, to.href, anchor]);
          if (to.pathname.endsWith(".html") && to.pathname.includes("/docs/") && existsSync(to)) waiting.push(to.href);
        }
      }
      const dead = links.filter(([, file, anchor]) => (ids.has(file) ? anchor && !ids.get(file).has(anchor) : !existsSync(new URL(file))));
      assert.deepEqual(dead.slice(0, 10), []);
      assert.ok(ids.size > 20, `${ids.size} pages`);
    });
  }

  await check("site: search finds from disk and opens", async (page) => {
    await page.goto(at("itil", "process/incident_management.html"));
    await page.keyboard.press("Control+k");
    await page.keyboard.type("problem managment");
    await page.locator("[role=option]", { hasText: "Problem Management" }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/problem_management\.html/);
    assert.equal(await page.locator("h1").innerText(), "Problem Management");
  });

  await check("site: navigation of a large map fills in, and marks where one is", async (page) => {
    await page.goto(at("middle", "process/process_0045.html"));
    await page.locator("#navigation a", { hasText: "Process 0059" }).waitFor({ state: "attached" });
    assert.equal(await page.locator("#navigation [aria-current=page]").innerText(), "Process 0045");
  });

  await check("site: reads without scripts", { javaScriptEnabled: false }, async (page) => {
    await page.goto(at("itil", "process/incident_management.html"));
    assert.ok(await page.locator("main h2").first().isVisible());
    assert.ok(await page.locator("#navigation a").first().isVisible());
    assert.equal(await page.locator("button:visible").count(), 0);
  });

  await check("site: a phone has its menu, by key too", { viewport: { width: 390, height: 844 }, axe: true }, async (page) => {
    await page.goto(at("itil", "raci.html"));
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, "it is wider than a phone");
    assert.equal(await page.locator("#navigation").isVisible(), false);
    await page.locator("[data-do=menu]").click();
    assert.ok(await page.locator("#navigation a").first().isVisible());
    await accessible(page, "menu");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#navigation").isVisible(), false);
  });

  for (const colorScheme of ["light", "dark"]) {
    await check(`site: axe finds nothing grave (${colorScheme})`, { colorScheme, axe: true }, async (page) => {
      const pages = ["index.html", "process/incident_management.html", "interface/incident_to_problem.html", "artifact/incident.html", "role/duty_manager.html", "raci.html", "kpis.html"];
      for (const file of colorScheme === "light" ? pages : pages.slice(0, 3)) {
        await page.goto(at("itil", file));
        await accessible(page, file);
      }
      await page.goto(at("broken", "findings.html"));
      await accessible(page, "findings");
    });
  }

  await check("site: dark is chosen once for all pages, and does not flash", async (page) => {
    await page.goto(at("itil"));
    await page.locator("[data-do=theme]").click();
    const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.goto(at("itil", "raci.html"));
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), dark);
  });
}
