import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
// @ts-expect-error a plain script
import { entriesOf } from '../../scripts/errors.mjs'
import { textFaults } from './faults/index.ts'
import { faultTables } from './tables.ts'

/** Codes that no file can give, or none alone, and why. */
const WITHOUT_FIXTURE: Readonly<Record<string, string>> = {
  'definition.more_faults': 'It stands behind 1,000 other faults of its file; tests/fuzz gives it.',
  'rule_set.not_accepted':
    'Publishing also asks the parser of json-rules-engine; our own schema and compiler refuse all that it is known to refuse.',
}

const docs = new URL('../../docs/', import.meta.url)
const documented = checkCodes()
const given = new Set([...textFaults, ...faultTables.flatMap(table => table.rows)].map(({ code }) => code))

test('every code of a check in docs/errors.md has a fixture and a twin', () => {
  const without = documented.filter(code => !given.has(code) && !Object.hasOwn(WITHOUT_FIXTURE, code))

  expect(without).toEqual([])
  expect(documented.length).toBeGreaterThan(200)
})

test('every fixture gives a code of a check in docs/errors.md', () => {
  expect([...given].filter(code => !documented.includes(code))).toEqual([])
})

test('what is excused has no fixture, and stands in docs/errors.md', () => {
  const excused = Object.keys(WITHOUT_FIXTURE)

  expect(excused.filter(code => given.has(code) || !documented.includes(code))).toEqual([])
})

/** Those whose status says "check", of the document and of what is to be moved into it. */
function checkCodes(): string[] {
  const parts = new URL('errors.d/', docs)
  const files = existsSync(parts) ? readdirSync(parts).map(name => new URL(name, parts)) : []
  const texts = [new URL('errors.md', docs), ...files].map(file => readFileSync(file, 'utf8'))
  const entries: { code: string; status: string }[] = texts.flatMap(text => entriesOf(text))
  return [...new Set(entries.filter(({ status }) => /\bcheck\b/.test(status)).map(({ code }) => code))]
}
