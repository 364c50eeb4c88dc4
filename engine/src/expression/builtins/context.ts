import type { Evaluation } from '../compile/evaluation.ts'
import { isContextType } from '../compile/type-relations.ts'
import type { FeelType } from '../feel-type.ts'
import { isContext } from '../values/kind-of.ts'
import { wants, type Builtins, type Parameter } from './builtin.ts'

type Context = Record<string, unknown>

/** Any context. */
const CONTEXT: FeelType = { context: {} }
const KEYS: Parameter = wants('keys', { list: 'string' })
const value: Parameter = { name: 'value', type: 'any', nullable: true }

/** Context functions (DMN 1.5 §10.3.4.10). A path of keys goes through contexts inside. */
export const contextBuiltins: Builtins = {
  'get value': [
    {
      parameters: [wants('m', CONTEXT), wants('key', 'string')],
      result: 'any',
      run: ([context, key]) => entry(context, key),
    },
    {
      parameters: [wants('m', CONTEXT), KEYS],
      result: 'any',
      run: ([context, keys], evaluation) => deepEntry(context, keys, evaluation),
    },
  ],
  'get entries': [
    {
      parameters: [wants('m', CONTEXT)],
      result: ([type]) => ({ list: { context: { key: 'string', value: entryType(type) } } }),
      run: ([context], evaluation) => evaluation.madeList(entriesOf(context, evaluation)),
    },
  ],
  context: [
    {
      parameters: [wants('entries', { list: CONTEXT })],
      result: 'any',
      run: ([entries], evaluation) => fromEntries(entries, evaluation),
    },
  ],
  'context put': [
    {
      parameters: [wants('context', CONTEXT), wants('key', 'string'), value],
      result: 'any',
      run: ([context, key, entry], evaluation) => put(context, [key], entry, evaluation),
    },
    {
      parameters: [wants('context', CONTEXT), KEYS, value],
      result: 'any',
      run: ([context, keys, entry], evaluation) => put(context, keys, entry, evaluation),
    },
  ],
  'context merge': [
    {
      parameters: [wants('contexts', { list: CONTEXT })],
      result: 'any',
      run: ([contexts], evaluation) => merge(contexts, evaluation),
    },
  ],
}

const entry = (context: unknown, key: unknown): unknown =>
  isContext(context) && typeof key === 'string' && Object.hasOwn(context, key) ? (context[key] ?? null) : null

function deepEntry(context: unknown, keys: readonly unknown[], evaluation: Evaluation): unknown {
  evaluation.spend(keys.length)
  return keys.length ? keys.reduce(entry, context) : null
}

const entriesOf = (context: Context, evaluation: Evaluation) =>
  Object.entries(context).map(([key, value]) => {
    evaluation.spend(MAKING)
    return evaluation.madeContext({ key, value })
  })

/** Steps of making a context, by measure. */
const MAKING = 10

/** The one type that all entries have, else `any`. */
function entryType(type: FeelType | undefined): FeelType {
  const types = type && isContextType(type) ? Object.values(type.context) : []
  return types.length && types.every(each => each === types[0]) ? types[0]! : 'any'
}

function fromEntries(entries: readonly unknown[], evaluation: Evaluation): Context | null {
  const made = new Map<string, unknown>()
  for (const each of entries) {
    const key = entry(each, 'key')
    if (typeof key !== 'string' || made.has(key) || !Object.hasOwn(each as Context, 'value')) return null
    made.set(key, entry(each, 'value'))
  }
  return evaluation.madeContext(Object.fromEntries(made))
}

/** Null when the path goes through what is no context; the last key may be new. */
function put(context: unknown, keys: readonly unknown[], value: unknown, evaluation: Evaluation): Context | null {
  const [key, ...below] = keys
  if (!isContext(context) || typeof key !== 'string') return null
  evaluation.spend(MAKING + Object.keys(context).length)
  const changed = below.length ? put(entry(context, key), below, value, evaluation) : value
  if (below.length && changed === null) return null
  return evaluation.madeContext(Object.fromEntries([...Object.entries(context), [key, changed]]))
}

function merge(contexts: readonly unknown[], evaluation: Evaluation): Context | null {
  if (!contexts.every(isContext)) return null
  evaluation.spend(contexts.reduce((size, each) => size + Object.keys(each).length, 0))
  return evaluation.madeContext(Object.fromEntries(contexts.flatMap(each => Object.entries(each))))
}
