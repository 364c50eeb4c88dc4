import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
// @ts-expect-error a plain script
import { catalogueText, entriesOf } from '../../scripts/errors.mjs'

const repository = path.resolve(import.meta.dirname, '../..')
const entries: { code: string; status: string; meaning: string; remedy: string }[] = entriesOf(
  fs.readFileSync(path.join(repository, 'docs/errors.md'), 'utf8'),
)
const documented = new Set(entries.map(({ code }) => code))
const source = ['engine/src', 'modules', 'plugins'].flatMap(sourceFiles).join('\n')

test('every code of the source stands in docs/errors.md', () => {
  const codes = new Set([...constructed(), ...ofKnownFamilies()])

  expect([...codes].filter(code => !documented.has(code)).sort()).toEqual([])
  // A pattern that finds nothing looks green.
  expect(codes.size).toBeGreaterThan(200)
})

test('every code of docs/errors.md is one of the source', () => {
  const templates = [...source.matchAll(/`([a-z0-9_.]*\$\{[^`]*)`/g)].flatMap(([, text]) => templateOf(text!))
  const isMade = (code: string) => source.includes(`'${code}'`) || templates.some(makes => makes(code))

  expect([...documented].filter(code => !isMade(code))).toEqual([])
})

test('every code stands once, in order, with what it means and what to do', () => {
  expect(entries.map(({ code }) => code)).toEqual([...documented].sort())
  expect(entries.filter(({ status, meaning, remedy }) => !status || !meaning || !remedy)).toEqual([])
})

test('the catalogue of the problem pages is as the document says; run node scripts/errors.mjs', () => {
  const catalogue = fs.readFileSync(path.join(repository, 'engine/src/gen/error-catalogue.json'), 'utf8')

  expect(catalogue === catalogueText(entries)).toBe(true)
  // Codes of changes that were not yet moved into the document.
  expect(fs.existsSync(path.join(repository, 'docs/errors.d'))).toBe(false)
})

/** What error classes and diagnostics are made with. */
function constructed(): string[] {
  const places = [/super\(\s*'([a-z0-9_]+\.[a-z0-9_.]+)'/g, /\bcode(?:: string)?(?: =|:) '([a-z0-9_]+\.[a-z0-9_.]+)'/g]
  return places.flatMap(place => [...source.matchAll(place)].map(([, code]) => code!))
}

/** Any text that looks like a code of a family that has documented ones: many are handed to a function that makes the fault. */
function ofKnownFamilies(): string[] {
  const families = new Set([...documented].map(code => code.split('.')[0]))
  const texts = new Set([...source.matchAll(/'([a-z0-9_]+\.[a-z0-9_.]+)'/g)].map(([, text]) => text!))
  return [...texts].filter(text => families.has(text.split('.')[0]) && !isOtherName(text))
}

/** Commands, audit actions, functions and files have dotted names too. They show by what they are given to. */
function isOtherName(text: string): boolean {
  if (/\.(json|log)$/.test(text)) return true
  if (documented.has(text)) return false
  const name = text.replaceAll('.', '\\.')
  const given = [
    `\\b(name|command|action|file): '${name}'`,
    `\\bfile = '${name}'`,
    `^\\s*'${name}':`,
    `[A-Z_]+ = '${name}'`,
    // A command, an audit action or a key by its place among the parameters.
    `\\b(run|beforeCommit)\\('${name}'`,
    `\\brepairIncident\\(ctx, repair, '${name}'`,
  ]
  return new RegExp(given.join('|'), 'm').test(source)
}

/** A code with a part that is filled in: the part is a text of the source, or written as `<key>` in the document. */
function templateOf(text: string): ((code: string) => boolean)[] {
  const [before, after] = [text.slice(0, text.indexOf('${')), /\}([a-z0-9_.]*)$/.exec(text)?.[1] ?? '']
  if (!`${before}${after}`.includes('.')) return []
  return [
    code => {
      if (!code.startsWith(before) || !code.endsWith(after)) return false
      const part = code.slice(before.length, after === '' ? undefined : -after.length)
      return /^<\w+>$/.test(part) || source.includes(`'${part}'`) || source.includes(`'${part.replaceAll('_', '-')}'`)
    },
  ]
}

function sourceFiles(folder: string): string[] {
  return fs
    .readdirSync(path.join(repository, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map(entry => path.join(entry.parentPath, entry.name))
    .filter(file => !/[\\/](node_modules|dist|fixtures|gen)[\\/]/.test(file))
    .map(file => fs.readFileSync(file, 'utf8'))
}
