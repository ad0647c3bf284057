// Reads Mermaid files with Mermaid's own parser, in the limits that wikis keep: mermaid.mjs FILE…
import fs from 'node:fs'
import { JSDOM } from 'jsdom'

const { window } = new JSDOM('')
globalThis.window = window
globalThis.document = window.document
const { default: mermaid } = await import('mermaid')
mermaid.initialize({ maxTextSize: 50_000, maxEdges: 500 })
let refused = 0
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8')
  try {
    if (text.length > 50_000) throw new Error(`${text.length} characters, more than Mermaid draws`)
    await mermaid.parse(text)
  } catch (problem) {
    refused++
    console.log(file, String(problem.message))
  }
}
process.exit(refused > 0 ? 1 : 0)
