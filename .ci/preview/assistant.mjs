// Usage: node assistant.mjs HANDOFF MAP: starts the MCP server as an assistant would, and asks it.
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [, , handoff, map] = process.argv;
const client = new Client({ name: "check", version: "1" });
await client.connect(new StdioClientTransport({ command: handoff, args: ["mcp", map] }));
const { tools } = await client.listTools();
assert.deepEqual(tools.map((t) => t.name).sort(), ["explain", "findings", "impact", "list", "owner", "path", "runbook", "search", "why"]);
const ask = async (name, args) => {
  const answer = await client.callTool({ name, arguments: args }); // the client holds it to the tool's own output schema
  return answer.isError ? answer.content[0].text : answer.structuredContent;
};
assert.equal((await ask("owner", { address: "interface.incident_to_problem" })).answers[0].address, "role.process_integrator");
assert.equal((await ask("path", { from: "process.monitoring", to: "process.problem_management" })).length, 2);
assert.ok((await ask("impact", { address: "artifact.incident" })).effects.length > 10);
assert.ok((await ask("why", { a: "artifact.incident", b: "artifact.problem" })).direct);
assert.equal((await ask("list", { kind: "process" })).blocks.length, 8);
assert.ok((await ask("search", { words: "service desk" })).blocks.length > 3);
assert.deepEqual((await ask("findings", { severity: "error" })).findings, []);
assert.match((await ask("explain", { rule: "handoff/orphan-output" })).text, /no interface takes/);
assert.match((await ask("runbook", { page: "process/incident_management" })).text, /^# Incident Management/m);
assert.match(await ask("owner", { address: "process.incdent_management" }), /did you mean process\.incident_management\?/);
const { contents } = await client.readResource({ uri: "handoff://map" });
assert.equal(JSON.parse(contents[0].text).process.length, 8);
await client.close();
console.log("ok    an assistant's client is answered");
