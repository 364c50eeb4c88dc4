// `node scripts/errors.mjs`: brings docs/errors.md in order (sorted by code) and writes what /problems/:code shows from it.
// A change may bring its codes as docs/errors.d/<part>.md, so that two changes don't meet at one line: their rows are
// moved into docs/errors.md. `node scripts/errors.mjs --check` writes nothing and says by its exit code what is stale.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const document = path.join(root, 'docs/errors.md')
const parts = path.join(root, 'docs/errors.d')
const catalogue = path.join(root, 'engine/src/gen/error-catalogue.json')

const CODE = /^[a-z][a-z0-9_]*(\.[a-z0-9_<>]+)+$/
const HEAD = ['| code | status | meaning | what to do |', '|---|---|---|---|']

function main(onlyCheck) {
  const text = fs.readFileSync(document, 'utf8')
  const entries = sorted([...entriesOf(text), ...partFiles().flatMap(file => entriesOf(fs.readFileSync(file, 'utf8')))])
  const wished = [
    [document, documentText(text, entries)],
    [catalogue, catalogueText(entries)],
  ]
  const stale = wished.filter(([file, content]) => !fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== content)
  if (onlyCheck) process.exit(stale.length === 0 && partFiles().length === 0 ? 0 : 1)
  for (const [file, content] of stale) fs.writeFileSync(file, content)
  fs.rmSync(parts, { recursive: true, force: true })
}

/** @returns {{ code: string, status: string, meaning: string, remedy: string }[]} the rows of the tables in a text */
export function entriesOf(text) {
  return text.split('\n').flatMap(line => {
    const cells = line.startsWith('|')
      ? line
          .slice(1)
          .split(/(?<!\\)\|/)
          .map(cell => cell.trim())
      : []
    const [first = '', status = '', meaning = '', remedy = ''] = cells
    // One cell may name several codes.
    const codes = first.split(',').map(code => code.trim().replaceAll('`', ''))
    return codes.filter(code => CODE.test(code)).map(code => ({ code, status, meaning, remedy }))
  })
}

/** What engine/src/gen/error-catalogue.json must say. */
export const catalogueText = entries => `${JSON.stringify(entries.map(plain), null, 2)}\n`

/** By code; the first row of a code counts, so that what stands in the document wins over a part. */
const sorted = entries =>
  [...new Map(entries.toReversed().map(entry => [entry.code, entry])).values()].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  )

const partFiles = () =>
  fs.existsSync(parts)
    ? fs
        .readdirSync(parts)
        .sort()
        .map(name => path.join(parts, name))
    : []

/** The text before the table stays as people wrote it. */
function documentText(text, entries) {
  const intro = text.slice(0, text.indexOf(HEAD[0]))
  const rows = entries.map(
    ({ code, status, meaning, remedy }) => `| \`${code}\` | ${status} | ${meaning} | ${remedy} |`,
  )
  return `${intro}${[...HEAD, ...rows].join('\n')}\n`
}

/** Without the signs of Markdown: the page shows plain text. */
const plain = ({ code, status, meaning, remedy }) => {
  const text = cell => cell.replaceAll('`', '').replaceAll('\\|', '|')
  return { code, status: text(status), meaning: text(meaning), remedy: text(remedy) }
}

if (fs.realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) main(process.argv.includes('--check'))
