// A client made of npm's vscode-languageserver-protocol, which is what VS Code's own client is made of: what it cannot read, VS Code cannot.
// In the environment: HANDOFF is the program, MAP the folder (a copy of examples/itil). It ends with status 0 if everything was answered well.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";
import * as lsp from "vscode-languageserver-protocol/node";

const { HANDOFF, MAP } = process.env;
const server = spawn(HANDOFF, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
const connection = lsp.createProtocolConnection(new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));
connection.onError(([problem]) => { throw problem; });

const shown = new Map();
const waiting = [];
connection.onNotification(lsp.PublishDiagnosticsNotification.type, (p) => {
  for (const d of p.diagnostics) {
    assert(lsp.Diagnostic.is(d), `no diagnostic: ${JSON.stringify(d)}`);
  }
  shown.set(p.uri, p.diagnostics);
  for (const w of waiting.splice(0)) {
    w();
  }
});
const asked = [];
connection.onRequest(lsp.RegistrationRequest.type, (p) => { asked.push(...p.registrations.map((r) => r.method)); });
connection.onRequest(lsp.CodeLensRefreshRequest.type, () => { asked.push("codeLens"); });
connection.onRequest(lsp.InlayHintRefreshRequest.type, () => { asked.push("inlayHint"); });
connection.listen();

const until = async (what, ok) => {
  const end = Date.now() + 60_000;
  while (!ok()) {
    assert(Date.now() < end, `waited in vain for ${what}`);
    await new Promise((done) => { waiting.push(done); setTimeout(done, 100); });
  }
};
const uri = (name) => pathToFileURL(join(MAP, name)).toString();
const texts = new Map();
let version = 0;
const open = async (name) => {
  const text = readFileSync(join(MAP, name), "utf8");
  texts.set(name, text);
  await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument: { uri: uri(name), languageId: "handoff", version: ++version, text } });
};
const change = async (name, text) => {
  texts.set(name, text);
  await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, { textDocument: { uri: uri(name), version: ++version }, contentChanges: [{ text }] });
};
const at = (name, piece) => {
  const i = texts.get(name).indexOf(piece.replace("|", ""));
  assert(i >= 0, `no ${piece} in ${name}`);
  const before = texts.get(name).slice(0, i + piece.indexOf("|"));
  const line = before.split("\n").length - 1;
  return { textDocument: { uri: uri(name) }, position: { line, character: before.length - before.lastIndexOf("\n") - 1 } };
};

const answer = await connection.sendRequest(lsp.InitializeRequest.type, {
  processId: process.pid, rootUri: pathToFileURL(MAP).toString(), workspaceFolders: [{ uri: pathToFileURL(MAP).toString(), name: "map" }],
  capabilities: {
    workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, workspaceEdit: { documentChanges: true }, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
    textDocument: {
      completion: { completionItem: { snippetSupport: true } }, documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    },
  },
});
assert.equal(answer.serverInfo.name, "handoff");
assert.equal(answer.capabilities.positionEncoding, "utf-16");
await connection.sendNotification(lsp.InitializedNotification.type, {});
const name = "incident/incident.handoff.hcl";
await open(name);
await until("findings", () => shown.has(uri(name)));
await until("file watching", () => asked.includes("workspace/didChangeWatchedFiles"));
await until("a whole check", () => asked.includes("codeLens"));

// Findings with a link to the page of their rule, and places related to them.
await change(name, texts.get(name).replace('lead     = role.incident_manager', 'lead     = role.incident_manger'));
await until("a finding", () => shown.get(uri(name)).some((d) => d.code === "reference/unknown"));
const finding = shown.get(uri(name)).find((d) => d.code === "reference/unknown");
assert.equal(finding.source, "handoff");
assert(finding.codeDescription === undefined || /^file:/.test(finding.codeDescription.href));
const actions = await connection.sendRequest(lsp.CodeActionRequest.type, { textDocument: { uri: uri(name) }, range: finding.range, context: { diagnostics: [finding] } });
assert(actions.every((a) => lsp.CodeAction.is(a)));
assert(actions.some((a) => a.title === "Write role.incident_manager"));
await change(name, texts.get(name).replace("role.incident_manger", "role.incident_manager"));
await until("no finding", () => shown.get(uri(name)).length === 0);

// Everything that is asked is answered in the form that the protocol has for it.
const here = at(name, "lead     = role.incident_man|ager");
const doc = { textDocument: { uri: uri(name) } };
const hover = await connection.sendRequest(lsp.HoverRequest.type, here);
assert(lsp.Hover.is(hover) && hover.contents.value.includes("role.incident_manager"));
assert(lsp.Location.is(await connection.sendRequest(lsp.DefinitionRequest.type, here)));
const references = await connection.sendRequest(lsp.ReferencesRequest.type, { ...here, context: { includeDeclaration: true } });
assert(references.length > 3 && references.every((l) => lsp.Location.is(l)));
const completion = await connection.sendRequest(lsp.CompletionRequest.type, here);
assert(completion.items.some((i) => i.label === "role.incident_manager") && completion.items.every((i) => lsp.TextEdit.is(i.textEdit)));
const symbols = await connection.sendRequest(lsp.DocumentSymbolRequest.type, doc);
assert(symbols.every((s) => lsp.DocumentSymbol.is(s)));
assert((await connection.sendRequest(lsp.WorkspaceSymbolRequest.type, { query: "incident" })).length > 0);
assert((await connection.sendRequest(lsp.FoldingRangeRequest.type, doc)).every((f) => lsp.FoldingRange.is(f)));
assert((await connection.sendRequest(lsp.CodeLensRequest.type, doc)).every((l) => lsp.CodeLens.is(l)));
assert.deepEqual(await connection.sendRequest(lsp.DocumentFormattingRequest.type, { ...doc, options: { tabSize: 2, insertSpaces: true } }), []);
const hints = await connection.sendRequest(lsp.InlayHintRequest.type, { ...doc, range: { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } } });
assert(hints.every((h) => lsp.InlayHint.is(h)));
const tokens = await connection.sendRequest(lsp.SemanticTokensRequest.type, doc);
assert(tokens.data.length > 0 && tokens.data.length % 5 === 0);
const rename = await connection.sendRequest(lsp.RenameRequest.type, { ...here, newName: "incident_lead" });
assert(lsp.WorkspaceEdit.is(rename) && rename.documentChanges.length > 2);
await assert.rejects(connection.sendRequest(lsp.RenameRequest.type, { ...here, newName: "no name" }), /no name/);
const calls = await connection.sendRequest(lsp.CallHierarchyPrepareRequest.type, at(name, 'process "incident_man|agement"'));
assert.equal(calls.length, 1);
assert((await connection.sendRequest(lsp.CallHierarchyIncomingCallsRequest.type, { item: calls[0] })).length > 0);
assert((await connection.sendRequest(lsp.CallHierarchyOutgoingCallsRequest.type, { item: calls[0] })).length > 0);

// What is known of the example is that it is clean.
for (const folder of readdirSync(MAP, { withFileTypes: true }).filter((f) => f.isDirectory())) {
  for (const file of readdirSync(join(MAP, folder.name)).filter((f) => f.endsWith(".handoff.hcl"))) {
    assert.deepEqual(shown.get(uri(`${folder.name}/${file}`)) ?? [], [], file);
  }
}

await connection.sendRequest(lsp.ShutdownRequest.type);
const ended = new Promise((done) => server.on("exit", done));
await connection.sendNotification(lsp.ExitNotification.type);
assert.equal(await ended, 0, "the exit status of the server");
connection.dispose();
console.log("ok   vscode-languageserver-protocol");
