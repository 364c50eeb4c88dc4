// `node scripts/import-guide.mjs`: writes the tables of docs/guides/import-your-camunda-models.md from the code and from the
// models in tests/conformance/foreign. A test says when they are stale.
import fs from 'node:fs'
import { withTables } from '../tests/conformance/foreign/guide-tables.ts'

const guide = new URL('../docs/guides/import-your-camunda-models.md', import.meta.url)

fs.writeFileSync(guide, await withTables(fs.readFileSync(guide, 'utf8')))
