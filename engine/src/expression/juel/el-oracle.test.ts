import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { juelErrorCode, juelValue } from './fixtures/evaluate-juel.ts'

/** What Tomcat's EL answered, by operator and text with `_` for the operand; how is told in record-el-oracle.java. */
interface Outcomes {
  operands: string[]
  unary: Record<string, string>
  binary: Record<string, Record<string, string>>
}

const recorded = JSON.parse(
  readFileSync(new URL('fixtures/el-oracle/outcomes.json', import.meta.url), 'utf8'),
) as Outcomes

const scope = { list: [1, 'x', null], none: [], map: { a: 1, b: 'x' }, noMap: {} }

const rows = [...Object.entries(recorded.unary), ...Object.values(recorded.binary).flatMap(Object.entries)] as [
  string,
  string,
][]

/** Where we differ on purpose, and why. */
const deliberate: readonly { because: string; theirs: RegExp; ours: RegExp; text: RegExp }[] = [
  {
    because: 'no variable can hold infinity',
    text: / [/%] /,
    theirs: /^-?(Infinity|NaN)$/,
    ours: /^juel.division_by_zero$/,
  },
  {
    because: 'JSON has one kind of number: a text with a point is compared with an integer too',
    text: /'5\.5'/,
    theirs: /^error$/,
    ours: /^(true|false|-?[\d.]+)$/,
  },
  {
    because: 'the same: white space around a number is allowed before integers too',
    text: /' 5'/,
    theirs: /^error$/,
    ours: /^(true|false|-?[\d.]+)$/,
  },
  { because: 'JUEL reads the empty text as 0 here too', text: /^-''$/, theirs: /^error$/, ours: /^0$/ },
  {
    because:
      'a text and a boolean have the order of texts (EL 2.2 §1.8.1), and have it in JUEL; Tomcat compares booleans',
    text: /[<>]=? (true|false)$|^(true|false) [<>]/,
    theirs: /^(true|false)$/,
    ours: /^(true|false)$/,
  },
]

function oursOf(text: string): string {
  const code = juelErrorCode(`\${${text}}`, scope)
  return code === undefined ? String(juelValue(`\${${text}}`, scope)) : String(code)
}

const agree = (ours: string, theirs: string) =>
  ours === theirs ||
  (theirs === 'error' && ours.startsWith('juel.')) ||
  (theirs !== '' && ours !== '' && Math.abs(Number(ours) - Number(theirs)) < 1e-12)

test('every pair of operands gives what an independent implementation of EL gives', () => {
  const differences: string[] = []
  const used = new Set<string>()
  let compared = 0
  for (const [pattern, outcomes] of rows) {
    for (const [index, theirs] of outcomes.split(' ').entries()) {
      const text = pattern.replace('_', recorded.operands[index]!)
      const ours = oursOf(text)
      compared++
      if (agree(ours, theirs)) continue
      const known = deliberate.find(each => each.text.test(text) && each.theirs.test(theirs) && each.ours.test(ours))
      if (known) used.add(known.because)
      else differences.push(`${text}: ${ours}, not ${theirs}`)
    }
  }

  expect(differences).toEqual([])
  expect(compared).toBe(13 * 23 * 23 + 4 * 23)
  // A difference that no longer is one is to be struck off.
  expect([...used].sort()).toEqual(deliberate.map(({ because }) => because).sort())
})
