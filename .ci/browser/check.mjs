// Usage: node check.mjs CHROMIUM FOLDER: checks the pages of all maps built in that folder.
import { open } from "./browser.mjs";
import { checkMap } from "./map.mjs";
import { checkSite } from "./site.mjs";

const [, , chromium, maps] = process.argv;
const browser = await open(chromium);
await checkMap(browser, maps);
await checkSite(browser, maps);
await browser.close();
