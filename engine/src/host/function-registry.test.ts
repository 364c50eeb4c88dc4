import { expect, test } from 'vitest'
import { functionRegistry } from './function-registry.ts'
import type { FunctionContext, FunctionDefinition } from './sdk/define-function.ts'

const NO_CONTEXT = undefined as unknown as FunctionContext

const double: FunctionDefinition<{ amount: string }, string> = {
  name: 'money.double',
  title: 'Twice',
  effect: 'pure',
  input: {
    type: 'object',
    required: ['amount'],
    properties: { amount: { type: 'string', format: 'decimal' } },
    additionalProperties: false,
  },
  output: { type: 'string', format: 'decimal' },
  run: ({ amount }) => String(Number(amount) * 2),
}

const register = (...functions: FunctionDefinition[]) => functionRegistry([{ name: 'money', functions }])

test('a registered function is found by its name, with its signature but without its code', () => {
  const registry = register(double)

  expect(registry.get('money.double')?.run({ amount: '2' }, NO_CONTEXT)).toBe('4')
  expect(registry.get('money.triple')).toBeUndefined()
  expect(registry.signatures()).toEqual([
    { name: 'money.double', title: 'Twice', effect: 'pure', input: double.input, output: double.output },
  ])
})

test('input that the schema refuses never reaches the function, and the place is named', () => {
  const run = register(double).get('money.double')!.run

  expect(() => run({ amount: 2 }, NO_CONTEXT)).toThrow(
    expect.objectContaining({
      code: 'function.input_invalid',
      status: 422,
      problems: [expect.objectContaining({ pointer: '/amount' })],
    }),
  )
  expect(() => run({ amount: '1e3' }, NO_CONTEXT)).toThrow(/decimal/)
  expect(() => run({ amount: '2', more: 1 }, NO_CONTEXT)).toThrow(/additional/)
})

test('output is checked for functions with effects', async () => {
  const wrong = { ...double, effect: 'transactional' as const, run: async () => 4 }

  const called = register(wrong).get('money.double')!.run({ amount: '2' }, NO_CONTEXT)

  await expect(called).rejects.toMatchObject({ code: 'function.output_invalid', status: 500 })
})

test.each<[string, FunctionDefinition[], string]>([
  ['a name of another module', [{ ...double, name: 'other.double' }], 'function.bad_name'],
  ['a name that is not kebab-case', [{ ...double, name: 'money.makeDouble' }], 'function.bad_name'],
  ['one name twice', [double, double], 'function.duplicate'],
  ['an unknown effect', [{ ...double, effect: 'transctional' as 'pure' }], 'function.invalid'],
  ['input that is no object', [{ ...double, input: { type: 'string' } }], 'function.invalid'],
  [
    'an input schema with a misspelt keyword',
    [{ ...double, input: { type: 'object', requird: [] } }],
    'function.invalid',
  ],
  ['an output schema that is none', [{ ...double, output: { type: 'decimal' } }], 'function.invalid'],
])('%s keeps the engine from starting', (_, functions, code) => {
  expect(() => register(...functions)).toThrow(expect.objectContaining({ code }))
})
