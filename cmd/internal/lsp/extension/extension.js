// The extension starts `handoff lsp` and lets it answer; and it opens the live preview, which is `handoff serve`.
"use strict";

const { spawn } = require("node:child_process");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;
const previews = new Map(); // folder -> { process, address }

function program() {
  return vscode.workspace.getConfiguration("handoff").get("path", "handoff");
}

function start() {
  client = new LanguageClient(
    "handoff",
    "handoff",
    { command: program(), args: ["lsp"] },
    {
      documentSelector: [{ language: "handoff" }],
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{hcl,json}") },
      middleware: { provideCodeActions: withReason },
    },
  );
  return client.start().catch((problem) => {
    vscode.window.showErrorMessage(`handoff cannot be started (${program()} lsp): ${problem.message}. Install it, or set handoff.path.`);
  });
}

// withReason asks for the reason before a finding is silenced: the server can only leave a place for it.
async function withReason(document, range, context, token, next) {
  const actions = (await next(document, range, context, token)) || [];
  for (const action of actions) {
    if (action.edit && /^Ignore .* with a reason…$/.test(action.title)) {
      action.command = { command: "handoff.ignore", title: action.title, arguments: [action.edit] };
      action.edit = undefined;
    }
  }
  return actions;
}

async function ignore(edit) {
  const reason = await vscode.window.showInputBox({ prompt: "Why is this meant to be so?", placeHolder: "the reason, for whoever reads the map next" });
  if (!reason) {
    return;
  }
  const out = new vscode.WorkspaceEdit();
  for (const [uri, edits] of edit.entries()) {
    for (const one of edits) {
      out.replace(uri, one.range, one.newText.replace(/-- (\r?\n)$/, `-- ${reason.replace(/\s+/g, " ")}$1`));
    }
  }
  await vscode.workspace.applyEdit(out);
}

// preview starts the live preview of the folder of the text, once, and shows it beside the text.
function preview() {
  const editor = vscode.window.activeTextEditor;
  const folder = (editor && vscode.workspace.getWorkspaceFolder(editor.document.uri)) || (vscode.workspace.workspaceFolders || [])[0];
  if (!folder) {
    vscode.window.showErrorMessage("Open the folder of the map first.");
    return undefined;
  }
  const dir = folder.uri.fsPath;
  const known = previews.get(dir);
  if (known && known.address) {
    return show(known.address);
  }
  if (known) {
    return undefined; // it is starting
  }
  const child = spawn(program(), ["serve", dir], { cwd: dir });
  const running = { process: child, address: undefined };
  previews.set(dir, running);
  let said = "";
  const listen = (data) => {
    said += data;
    const address = /http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+[^\s"']*/.exec(said);
    if (address && !running.address) {
      running.address = address[0];
      show(running.address);
    }
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  child.on("error", (problem) => vscode.window.showErrorMessage(`handoff serve cannot be started: ${problem.message}`));
  child.on("exit", (status) => {
    previews.delete(dir);
    if (status && !running.address) {
      vscode.window.showErrorMessage(`handoff serve: ${said.trim() || `exit status ${status}`}`);
    }
  });
  return undefined;
}

async function show(address) {
  const shown = await vscode.env.asExternalUri(vscode.Uri.parse(address));
  return vscode.commands.executeCommand("simpleBrowser.api.open", shown, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("handoff.preview", preview),
    vscode.commands.registerCommand("handoff.ignore", ignore),
    vscode.commands.registerCommand("handoff.restart", async () => {
      if (client) {
        await client.stop().catch(() => undefined);
      }
      return start();
    }),
  );
  await start();
}

async function deactivate() {
  for (const { process } of previews.values()) {
    process.kill();
  }
  if (client) {
    await client.stop();
  }
}

module.exports = { activate, deactivate };
