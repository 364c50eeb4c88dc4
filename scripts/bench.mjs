// `npm run bench -- <name> [options]`: runs tests/performance/<name>/index.ts on the pinned Node, against its baseline.
// The last line it prints is one JSON object of medians.
import fs from 'node:fs'
import path from 'node:path'
import { ensureDesigner, ensureInstalled, root, runNode } from './support/workspace.mjs'

const folder = path.join(root, 'tests/performance')
const names = fs.readdirSync(folder).filter(name => fs.existsSync(path.join(folder, name, 'index.ts')))
const [name, ...options] = process.argv.slice(2)
if (!names.includes(name)) {
  console.error(`Usage: npm run bench -- <name>\nThere are: ${names.join(', ')}`)
  process.exit(2)
}

await ensureInstalled()
// Benchmarks start real engines, which serve the designer.
await ensureDesigner()
process.exit(runNode(['--conditions=development', '--expose-gc', path.join(folder, name, 'index.ts'), ...options]))
