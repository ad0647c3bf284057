// The grammar of the extension, run by the tokenizer of VS Code itself. In the environment: EXTENSION is the folder of the extension, MAPS folders
// with maps, separated by colons. Words that a map is made of must be what they are; and nothing in the examples may be without a colour.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import assert from "node:assert/strict";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma");
const textmate = require("vscode-textmate");
const { EXTENSION, MAPS } = process.env;

await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
const registry = new textmate.Registry({
  onigLib: Promise.resolve({ createOnigScanner: (p) => new oniguruma.OnigScanner(p), createOnigString: (s) => new oniguruma.OnigString(s) }),
  loadGrammar: async (scope) => {
    if (scope === "source.handoff") {
      const path = join(EXTENSION, "syntaxes/handoff.tmLanguage.json");
      return textmate.parseRawGrammar(readFileSync(path, "utf8"), path);
    }
    return textmate.parseRawGrammar(JSON.stringify({ scopeName: scope, patterns: [] }), `${scope}.json`); // Markdown is VS Code's
  },
});
const grammar = await registry.loadGrammar("source.handoff");

const tokenize = (text) => {
  let stack = textmate.INITIAL;
  const out = [];
  for (const [number, line] of text.split("\n").entries()) {
    const result = grammar.tokenizeLine(line, stack);
    assert(!result.stoppedEarly, `the grammar loses itself in line ${number + 1}`);
    for (const t of result.tokens) {
      out.push({ line: number + 1, text: line.slice(t.startIndex, t.endIndex), scopes: t.scopes });
    }
    stack = result.ruleStack;
  }
  return { tokens: out, stack };
};

const sample = `# handoff:ignore style/missing-title, owner/no-deputy until=2027-01-31 -- it is known
process "mending" { # a comment
  owner = role.smith
  external = true
  step "weld" {
    within = "1h\${local.more}"
    next   = end
    instructions = <<-MD
      Say \`\${HOST}\` = { not an argument
    MD
    branch {
      when = order.state == "new" && contains(order.tags, "x")
    }
    raci { informed = [team.shop, role.clerk] }
  }
  field "logs" { type = optional(list(uri)) }
  escalation {
    after = {
      "20m" = payments.role.boss
    }
  }
}
`;
const { tokens, stack } = tokenize(sample);
const is = (text, scope, nth = 0) => {
  const found = tokens.filter((t) => t.text.trim() === text)[nth];
  assert(found, `no token ${text}`);
  assert(found.scopes.some((s) => s.startsWith(scope)), `${text} is ${found.scopes.join(" ")}, not ${scope}`);
};
is("handoff:ignore", "keyword.other.ignore");
is("process", "keyword.declaration");
is("mending", "entity.name.type");
is("owner", "variable.other.property");
is("role", "storage.type.kind");
is("smith", "entity.name.type");
is("true", "constant.language");
is("step", "keyword.other.block");
is("local", "storage.type.kind");
is("end", "constant.language");
is("MD", "keyword.other.heredoc");
is("branch", "keyword.other.block");
is("order", "variable.other.record");
is("==", "keyword.operator");
is("new", "string.quoted");
is("contains", "support.function");
is("informed", "variable.other.property");
is("shop", "entity.name.type");
is("optional", "support.function");
is("uri", "support.type");
is("payments.", "entity.name.namespace");
assert(tokens.find((t) => t.text.includes("not an argument")).scopes.includes("text.html.markdown"), "a heredoc is text");
assert.equal(stack.depth, 1, "the sample ends where it began");

let files = 0;
const walk = (path) => {
  if (statSync(path).isDirectory()) {
    readdirSync(path).forEach((name) => walk(join(path, name)));
  } else if (path.endsWith("handoff.hcl")) {
    const { tokens: all, stack: end } = tokenize(readFileSync(path, "utf8"));
    assert.equal(end.depth, 1, `${path} does not end where it began`);
    for (const t of all) {
      const plain = t.scopes.every((s) => s === "source.handoff" || s.startsWith("meta.")) && /[\w"]/.test(t.text);
      assert(!plain, `${path}:${t.line}: nothing is known of ${JSON.stringify(t.text)}`);
    }
    files++;
  }
};
MAPS.split(":").forEach(walk);
console.log(`ok   the grammar, on ${files} files`);
