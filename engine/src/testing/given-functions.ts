import type { CallableSignature } from '../metadata/linker.ts'
import type { Source } from '../metadata/kind.ts'

const ANYTHING = { type: 'object', additionalProperties: true } as const

/** Functions that take and give anything. */
export const givenFunctions = (
  functions: Readonly<Record<string, (input: Record<string, unknown>) => unknown>>,
): CallableSignature[] =>
  Object.entries(functions).map(([name, run]) => ({
    name,
    title: name,
    effect: 'transactional',
    input: ANYTHING,
    output: {},
    run: (input: never) => run(input),
  }))

/** Rule sets that take and give anything, as the compiler asks for them. */
export const givenRuleSets = (ruleSets: Readonly<Record<string, unknown>>): Source[] =>
  Object.keys(ruleSets).map(name => ({
    id: `given/rule-set/${name}`,
    kind: 'rule-set',
    pack: 'given',
    name,
    title: name,
    file: `rule-sets/${name}.rule-set.json`,
    text: '',
    hash: '',
    layers: ['given'],
    content: { inputs: ANYTHING, outputs: ANYTHING },
    locate: () => ({ line: 1, column: 1 }),
  }))
