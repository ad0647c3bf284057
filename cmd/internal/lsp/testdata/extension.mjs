// The extension's own lines, with a VS Code of paper: that it starts the server with the program that is set, and asks for a reason before it silences
// anything. The argument is the folder of the extension.
import { createRequire, Module } from "node:module";
import { join } from "node:path";
import assert from "node:assert/strict";

const commands = new Map();
const applied = [];
class WorkspaceEdit {
  constructor() { this.list = []; }
  replace(uri, range, newText) { this.list.push([uri, [{ range, newText }]]); }
  entries() { return this.list; }
}
const vscode = {
  workspace: {
    getConfiguration: () => ({ get: () => "/opt/handoff" }),
    createFileSystemWatcher: (pattern) => ({ pattern }),
    applyEdit: async (edit) => applied.push(edit),
  },
  window: { showInputBox: async () => "it is meant\nto be so", showErrorMessage: (m) => { throw new Error(m); } },
  commands: { registerCommand: (name, f) => { commands.set(name, f); return { dispose() {} }; } },
  WorkspaceEdit,
};
const started = [];
class LanguageClient {
  constructor(...args) { this.args = args; started.push(this); }
  async start() {}
  async stop() {}
}
const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === "vscode") {
    return vscode;
  }
  return request === "vscode-languageclient/node" ? { LanguageClient } : load.call(this, request, ...rest);
};

const folder = process.argv[2];
const require = createRequire(import.meta.url);
const extension = require(join(folder, "extension.js"));
const manifest = require(join(folder, "package.json"));
await extension.activate({ subscriptions: [] });
assert.deepEqual(started[0].args[2], { command: "/opt/handoff", args: ["lsp"] });
for (const c of manifest.contributes.commands) {
  assert(commands.has(c.command), `${c.command} is offered, and does nothing`);
}
const action = { title: "Ignore owner/no-deputy here, with a reason…", edit: new WorkspaceEdit() };
action.edit.replace("file:///m", "here", "  # handoff:ignore owner/no-deputy -- \n");
const [asking] = await started[0].args[3].middleware.provideCodeActions({}, {}, {}, {}, async () => [action]);
assert.equal(asking.edit, undefined);
await commands.get(asking.command.command)(...asking.command.arguments);
assert.deepEqual(applied[0].list, [["file:///m", [{ range: "here", newText: "  # handoff:ignore owner/no-deputy -- it is meant to be so\n" }]]]);
await extension.deactivate();
console.log("ok   what the extension does");
