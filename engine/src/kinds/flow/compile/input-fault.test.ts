import { expect, test } from 'vitest'
import { compileFeel } from '../../../expression/index.ts'
import type { FeelType } from '../../../expression/feel-type.ts'
import type { Value } from '../graph.ts'
import { feelExpression } from './flow-expression.ts'
import { inputFault } from './input-fault.ts'

const scope: Record<string, FeelType> = {
  n: 'number',
  s: 'string',
  d: 'date',
  b: 'boolean',
  l: { list: 'string' },
  x: 'any',
}
const schemas = {
  text: { type: 'string' },
  choice: { type: 'string', enum: ['kitchen', 'hall'] },
  decimal: { type: 'string', format: 'decimal' },
  whole: { type: ['integer', 'null'] },
  day: { type: 'string', format: 'date' },
  truth: { type: 'boolean' },
  texts: { type: 'array', items: { type: 'string' } },
  anything: {},
}

const valueOf = (text: string): Value =>
  text.startsWith('=')
    ? { expression: feelExpression(compileFeel(text.slice(1), scope).expression!) }
    : { literal: text }

test.each<[keyof typeof schemas, string[], string[]]>([
  ['text', ['', 'a', '=s', '=n', '=d', '=x', '=null'], ['=b', '=l']],
  ['choice', ['hall', '=s'], ['cellar', '']],
  ['decimal', ['12.50', '=n', '=x'], ['much', '=s', '=b']],
  ['whole', ['3', '=n'], ['three', '=s']],
  ['day', ['2026-02-01', '=d'], ['2026-2-1', 'soon', '=s', '=n']],
  ['truth', ['=b', '=n > 1'], ['true', '=n']],
  ['texts', ['=l', '=[s]', '=x'], ['a', '=s', '=[n]']],
  ['anything', ['a', '=l', '=n'], []],
])('an input of %s', (name, right, wrong) => {
  const faulty = (text: string) => inputFault(valueOf(text), schemas[name]) !== undefined

  expect(right.filter(faulty)).toEqual([])
  expect(wrong.filter(text => !faulty(text))).toEqual([])
})
