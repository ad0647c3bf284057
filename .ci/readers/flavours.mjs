// Reads the wikis of .ci/flavours: flavours.mjs FOLDER reads one map in all flavours, flavours.mjs --site FOLDER a built site.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import MarkdownIt from "markdown-it";
import { compile } from "@mdx-js/mdx";
import remarkGfm from "remark-gfm";

const problems = [];
const files = (folder) => readdirSync(folder, { recursive: true }).map(String).filter((f) => statSync(join(folder, f)).isFile()).sort();
const text = (...path) => readFileSync(join(...path), "utf8");
const markdownit = new MarkdownIt({ html: true, linkify: true });

// What no page may bring to life, in HTML as it was built. Scripts of a site's own are files of its own.
function alive(where, html) {
  for (const found of html.matchAll(/<script[^>]*>\s*alert|(?:href|src)="\s*(?:javascript|vbscript|data:text)/gi)) {
    problems.push(`${where}: ${html.slice(found.index, found.index + 80)}`);
  }
  const tags = html.replace(/="[^"]*"/g, '=""'); // what stands in a value is text
  for (const found of tags.matchAll(/<[a-z][^<>]*\son\w+=/gi)) problems.push(`${where}: ${found[0]}`);
}

const unescape = (s) => s.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const headings = (html) => [...html.matchAll(/<h[1-6][^>]*>(.*?)<\/h[1-6]>/gs)].map((m) => unescape(m[1].replace(/<[^>]*>/g, "")).trim());
const numbered = (names) => {
  const seen = new Map();
  return names.map((name) => {
    const n = seen.get(name) ?? 0;
    seen.set(name, n + 1);
    return n ? `${name}-${n}` : name;
  });
};

// How each wiki finds a page from a link, and what it calls the places on a page. Worked out here once more, from what each documents.
const wikis = {
  markdown: { page: (from, to) => join(dirname(from), to), anchors: (html) => [...html.matchAll(/<a id="([^"]*)">/g)].map((m) => m[1]) },
  mark: { page: (from, to) => join(dirname(from), to), anchors: (html, source) => [...source.matchAll(/<ac:parameter ac:name="">([^<]*)</g)].map((m) => m[1]) },
  github: { page: (from, to) => (to.includes(".") ? to : to + ".md"), anchors: (html) => [...html.matchAll(/<a name="([^"]*)">/g)].map((m) => m[1]) },
  gitlab: {
    page: (from, to) => (/\.\w+$/.test(to) ? to.slice(1) : to.slice(1) + ".md"),
    anchors: (html) => numbered(headings(html).slice(1).map((h) => h.toLowerCase().replace(/[^\p{L}\p{M}\p{N}_ -]/gu, "").replace(/[ -]+/g, "-"))),
  },
  azure: {
    page: (from, to) => (/\.(png|json|txt)$/.test(to) ? to.slice(1) : to.slice(1) + ".md"),
    anchors: (html) => numbered(headings(html).slice(1).map((h) => h.toLowerCase().replaceAll(" ", "-"))),
  },
};

for (const [flavour, wiki] of Object.entries(process.argv[2] === "--site" ? {} : wikis)) {
  const folder = join(process.argv[2], flavour);
  const pages = files(folder).filter((f) => f.endsWith(".md"));
  const rendered = new Map(pages.map((f) => {
    let source = text(folder, f);
    if (flavour === "mark") source = source.replace(/^<!-- .* -->\n/gm, "");
    return [f, { html: markdownit.render(source.replaceAll("ac:structured-macro", "ac-macro").replaceAll("ac:parameter", "ac-parameter")), source }];
  }));
  for (const [f, { html }] of rendered) {
    alive(`${flavour}/${f}`, html);
    for (const m of html.matchAll(/<(?:a href|img src)="([^"]*)"/g)) {
      let link = unescape(m[1]);
      if (/^(https?|mailto|tel):/.test(link)) continue;
      const [path, anchor] = link.split("#").map(decodeURIComponent);
      // Azure DevOps has its own percent-encoding in file names, which a link names as it stands.
      const to = path === "" ? f : normalize(wiki.page(f, flavour === "azure" ? link.split("#")[0] : path));
      if (!existsSync(join(folder, to))) problems.push(`${flavour}/${f}: no page for ${link} (${to})`);
      else if (anchor && !wiki.anchors(rendered.get(to).html, rendered.get(to).source).includes(anchor)) problems.push(`${flavour}/${f}: no place for ${link}`);
    }
  }
  if (!pages.length) problems.push(`no pages in ${folder}`);
}

if (process.argv[2] !== "--site") {
  // As MDX, for sites that read everything so. Docusaurus takes comments and heading ids out before.
  const folder = join(process.argv[2], "docusaurus");
  for (const f of files(folder).filter((f) => f.endsWith(".md"))) {
    const source = text(folder, f).replace(/^---\n.*?\n---\n/s, "").replace(/<!--.*?-->/gs, "").replace(/ \{#[^}\s]+\}$/gm, "");
    try {
      await compile(source, { remarkPlugins: [remarkGfm] });
    } catch (e) {
      problems.push(`docusaurus/${f} is no MDX: ${e.message}`);
    }
  }
}

for (const folder of process.argv[2] === "--site" ? [process.argv[3]] : [join(process.argv[2], "mkdocs-site"), join(process.argv[2], "html")]) {
  const pages = files(folder).filter((f) => f.endsWith(".html"));
  const html = new Map(pages.map((f) => [f, text(folder, f)]));
  const anchors = new Map([...html].map(([f, h]) => [f, new Set([...h.matchAll(/\sid="?([^"\s>]*)"?/g)].map((m) => unescape(m[1])))]));
  for (const [f, h] of html) {
    if (f === "map.html" || f === "404.html") continue; // a program, and a page whose links depend on where it is shown
    alive(relative("/", join(folder, f)), h.replace(/<script\b.*?<\/script>/gs, ""));
    const body = h.slice(h.indexOf("<body"));
    for (const m of body.matchAll(/<a\b[^>]*?\shref="?([^"\s>]*)"?/g)) {
      const link = unescape(m[1]);
      if (/^[a-z]+:/i.test(link) || link.startsWith("//")) continue;
      const [path, anchor] = link.split("#").map(decodeURIComponent);
      let to = path === "" ? f : path.startsWith("/") ? path.slice(1) : join(dirname(f), path);
      if (existsSync(join(folder, to)) && statSync(join(folder, to)).isDirectory()) to = join(to, "index.html");
      to = normalize(to);
      if (!existsSync(join(folder, to))) problems.push(`${f}: dead link ${link}`);
      else if (anchor && to !== "map.html" && anchors.has(to) && !anchors.get(to).has(anchor)) problems.push(`${f}: dead anchor ${link}`);
    }
  }
  if (!pages.length) problems.push(`no pages in ${folder}`);
}

if (problems.length) {
  console.error(problems.slice(0, 40).join("\n") + `\n${problems.length} problems`);
  process.exit(1);
}
