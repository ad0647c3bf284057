// The interactive page, used as people use it.
import assert from "node:assert/strict";
import { accessible } from "./browser.mjs";

export async function checkMap({ check }, maps) {
  const at = (name, hash = "") => `file://${maps}/${name}/map.html${hash}`;
  const hash = async (page) => decodeURIComponent(new URL(page.url()).hash);
  const title = (page) => page.locator("#panel .title").innerText();
  const picture = (page) => page.evaluate(() => document.querySelector("#sheet svg > title")?.textContent || "");
  // is waits until a page says what it should.
  const is = async (page, what, wanted) => {
    for (let n = 0; n < 1500 && (await what(page)) !== wanted; n++) await page.waitForTimeout(20);
    assert.equal(await what(page), wanted);
  };
  const transform = (page) => page.evaluate(() => new Promise((done) => setTimeout(() => done(document.querySelector("#sheet").style.transform), 60)));

  for (const name of ["itil", "broken"]) {
    await check(`map: ${name} opens, and every place of it opens`, async (page) => {
      await page.goto(at(name));
      const problems = await page.evaluate(async () => {
        const problems = [];
        const places = JSON.parse(document.querySelector("#map-data").textContent).places;
        for (const place of places) {
          location.hash = "#" + encodeURI(place.address.replace("#", "/"));
          for (let n = 0; n < 3000 && document.querySelector("#panel .title")?.textContent !== place.title; n++) await new Promise((done) => setTimeout(done, 2));
          if (document.querySelector("#panel .title").textContent !== place.title) problems.push(`${place.address}: the panel shows ${document.querySelector("#panel .title").textContent}`);
          if (!document.querySelector("#sheet svg")) problems.push(`${place.address}: no picture`);
          const known = new Set(places.map((p) => "#" + encodeURI(p.address.replace("#", "/"))));
          for (const link of document.querySelectorAll("#panel a[href^='#'], #sheet a[href^='#'], #trail a")) {
            const to = link.getAttribute("href").split("?")[0];
            if (!known.has(to) && !document.getElementById(to.split("/").at(-1)) && !places.some((p) => to.startsWith("#" + encodeURI(p.address) + "/"))) problems.push(`${place.address}: a link to ${to}`);
          }
          if (document.querySelectorAll("#sheet svg").length > 1) problems.push("more than one picture is live");
        }
        return [...new Set(problems)];
      });
      assert.deepEqual(problems, []);
    });
  }

  await check("map: search finds, also what is misspelt, and opens", async (page) => {
    await page.goto(at("itil"));
    await page.keyboard.press("Control+k");
    await page.keyboard.type("incidnet managment");
    await page.locator("[role=option]", { hasText: "Incident Management" }).first().waitFor();
    assert.match(await page.locator("[role=option][aria-selected=true]").innerText(), /Incident Management/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("diagnose");
    await page.keyboard.press("Enter");
    await is(page, hash, "#process/incident_management/step-diagnose");
    await is(page, title, "Diagnose");
    await is(page, picture, "Incident Management");
    await page.locator("#sheet .selected[data-address='process.incident_management.step.diagnose']").waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("zzzzqqqq");
    assert.match(await page.locator(".finder-state").innerText(), /Nothing found/);
  });

  await check("map: click leads from the landscape to a process to a step, Back leads back", async (page) => {
    await page.goto(at("itil"));
    await page.locator("#sheet svg").waitFor();
    const whole = await picture(page);
    await page.locator("#sheet g[data-address='process.problem_management']").click();
    await is(page, hash, "#process/problem_management");
    await is(page, picture, "Problem Management");
    await page.locator("#sheet g[class^='box-'][data-address^='process.problem_management.step.']").first().click();
    await page.waitForURL(/problem_management\/step-/);
    await is(page, picture, "Problem Management");
    await page.goBack();
    await is(page, title, "Problem Management");
    await page.goBack();
    await is(page, picture, whole);
    await page.goForward();
    await is(page, title, "Problem Management");
    await page.locator("#trail a", { hasText: "Landscape" }).click();
    await is(page, picture, whole);
  });

  await check("map: deep links open, by page and by block; unknown ones say so", async (page) => {
    await page.goto(at("itil", "#interface/incident_to_problem"));
    assert.match(await page.locator("#panel .chip").innerText(), /Handoff/);
    await page.goto("about:blank");
    await page.goto(at("itil", "#process.incident_management.step.diagnose"));
    await is(page, title, "Diagnose");
    await page.goto("about:blank");
    await page.goto(at("itil", "#process/no_such_thing"));
    assert.match(await page.locator("#panel [role=alert]").innerText(), /has no process\/no_such_thing/);
  });

  await check("map: keys alone are enough", async (page) => {
    await page.goto(at("itil"));
    await page.locator("#sheet svg").waitFor();
    const before = await transform(page);
    await page.locator("#viewport").focus();
    await page.keyboard.press("+");
    const zoomed = await transform(page);
    assert.notEqual(zoomed, before);
    await page.keyboard.press("ArrowLeft");
    assert.notEqual(await transform(page), zoomed);
    await page.keyboard.press("0");
    let reached = "";
    for (let i = 0; i < 40 && !reached; i++) {
      await page.keyboard.press("Tab");
      reached = await page.evaluate(() => document.activeElement.closest("#sheet a")?.querySelector("g[class^='box-']")?.dataset.address || "");
    }
    assert.match(reached, /^process\./);
    const box = await page.evaluate(() => document.activeElement.getBoundingClientRect().toJSON());
    assert.ok(box.x >= 0 && box.y >= 90 && box.right <= 1440 && box.bottom <= 900, "what has the focus is in view");
    await page.keyboard.press("Enter");
    await is(page, hash, "#" + reached.replace(".", "/"));
    await page.keyboard.press("Backspace");
    assert.notEqual(await hash(page), "#" + reached.replace(".", "/"));
  });

  await check("map: a filter fades what it leaves out and lists the rest; it stays, and is part of the address", async (page) => {
    await page.goto(at("itil"));
    await page.locator("#sheet svg").waitFor();
    await page.locator("#filters summary").click();
    await page.locator("select[name=team]").selectOption({ label: "Incident Response" });
    assert.ok((await page.locator("#sheet g[class*=box-].faint").count()) > 3);
    assert.equal(await page.locator("#sheet g[data-address='process.incident_management'].faint").count(), 0);
    assert.match(await page.locator(".matching").innerText(), /Incident Management/);
    assert.match(await page.locator("#key").innerText(), /leaves 1 of 8 processes/);
    assert.match(await hash(page), /\?team=team\/incident_response/);
    await page.keyboard.press("Escape");
    await page.locator("#sheet g[data-address='process.monitoring']").click();
    await page.waitForURL(/#process\/monitoring\?team=/);
    await page.reload();
    await page.locator("#key", { hasText: "leaves 1 of 8" }).waitFor();
    await page.locator("#filters summary").click();
    await page.locator("#filters button").click();
    assert.equal(await page.locator("#sheet .faint").count(), 0);
  });

  await check("map: overlays mark findings, automation and risk", async (page) => {
    await page.goto(at("broken"));
    await page.locator("#sheet svg").waitFor();
    assert.equal(await page.locator("#sheet .badge").count(), 0);
    await page.locator("#filters summary").click();
    for (const overlay of ["findings", "automation", "sla-risk"]) {
      await page.locator("select[name=overlay]").selectOption(overlay);
      assert.ok((await page.locator("#sheet .badge").count()) > 0, overlay);
      assert.match(await page.locator("#key").innerText(), /\w+/);
    }
    await page.locator("select[name=overlay]").selectOption("");
    assert.equal(await page.locator("#sheet .badge").count(), 0);
  });

  await check("map: dark follows the system, a choice stays, paper is light", { colorScheme: "dark" }, async (page) => {
    const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const fill = () => page.evaluate(() => getComputedStyle(document.querySelector("#sheet .area-page path, #sheet .area-page")).fill);
    await page.goto(at("itil"));
    await page.locator("#sheet svg").waitFor();
    const dark = [await colour(), await fill()];
    await page.locator("[data-do=theme]").click();
    const light = [await colour(), await fill()];
    assert.notEqual(dark[0], light[0]);
    assert.notEqual(dark[1], light[1]);
    await page.reload();
    await page.locator("#sheet svg").waitFor();
    assert.deepEqual([await colour(), await fill()], light);
    await page.locator("[data-do=theme]").click();
    await page.emulateMedia({ media: "print" });
    assert.deepEqual([await colour(), await fill()], light);
  });

  await check("map: a drag moves the picture and opens nothing, the wheel zooms", async (page) => {
    await page.goto(at("itil"));
    await page.locator("#sheet svg").waitFor();
    const before = await transform(page);
    const box = await page.locator("#sheet g[data-address='process.problem_management']").boundingBox();
    await page.mouse.move(box.x + 20, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 140, box.y + 60, { steps: 4 });
    await page.mouse.up();
    const moved = await transform(page);
    assert.notEqual(moved, before);
    await is(page, hash, "#home");
    await page.mouse.wheel(0, -300);
    assert.notEqual(await transform(page), moved);
  });

  for (const colorScheme of ["light", "dark"]) {
    await check(`map: axe finds nothing grave (${colorScheme})`, { colorScheme, axe: true }, async (page) => {
      const open = ["#home?overlay=automation", "#process/incident_management/step-diagnose", "#interface/incident_to_problem", "#service/alert_to_prevention", "#role/duty_manager"];
      for (const place of colorScheme === "light" ? open : open.slice(0, 2)) {
        await page.goto("about:blank");
        await page.goto(at("itil", place));
        await page.locator("#panel .title").waitFor();
        await accessible(page, place);
      }
      await page.locator("#filters summary").click();
      await accessible(page, "filters");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("change");
      await accessible(page, "search");
    });
  }

  await check("map: fits a phone", { viewport: { width: 390, height: 844 }, hasTouch: true, axe: true }, async (page) => {
    await page.goto(at("itil", "#process/incident_management"));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${wide} pixels wide`);
    await accessible(page, "phone");
  });

  await check("map: 300 processes open, and the page stays light", async (page) => {
    const start = Date.now();
    await page.goto(at("large"));
    await page.locator("#sheet svg").waitFor();
    const took = Date.now() - start;
    const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
    assert.ok(nodes < 25000, `${nodes} elements are live`);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("process 0299");
    await page.keyboard.press("Enter");
    await page.locator("#panel .title", { hasText: "Process 0299" }).waitFor();
    const frames = await page.evaluate(async () => {
      const start = performance.now();
      let n = 0;
      for (let i = 0; i < 30; i++) {
        document.querySelector("#viewport").dispatchEvent(new KeyboardEvent("keydown", { key: i % 2 ? "ArrowLeft" : "ArrowRight" }));
        await new Promise(requestAnimationFrame);
        n++;
      }
      return (performance.now() - start) / n;
    });
    console.log(`      opened in ${took} ms, ${nodes} elements, ${frames.toFixed(1)} ms a frame while moving`);
  });

  await check("map: hostile texts stay texts", async (page) => {
    await page.goto(at("hostile"));
    const places = await page.evaluate(() => JSON.parse(document.querySelector("#map-data").textContent).places.map((p) => p.address));
    for (const place of places) {
      await page.evaluate((a) => (location.hash = "#" + encodeURI(a.replace("#", "/"))), place);
      await page.evaluate(() => new Promise((done) => setTimeout(done, 30)));
      const bad = await page.evaluate(() => [
        window.hacked && "hacked: " + window.hacked,
        ...[...document.querySelectorAll("*")].flatMap((e) => [...e.attributes].filter((a) => /^on/i.test(a.name) || (/^(href|src|xlink:href)$/i.test(a.name) && /^\s*(javascript|data|vbscript):/i.test(a.value))).map((a) => e.tagName + " " + a.name + "=" + a.value)),
        document.querySelectorAll("#sheet script, #panel script, #panel img, #panel iframe, #panel style").length && "an element that should be text",
      ].filter(Boolean));
      assert.deepEqual(bad, [], place);
    }
    await page.keyboard.press("Control+k");
    await page.keyboard.type("script");
    assert.equal(await page.locator(".finder script").count(), 0);
    assert.match(await page.title(), /Hostile/);
  });
}
