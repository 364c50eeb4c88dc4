import type { ScopeShape, FeelType } from '../feel-type.ts'
import { keyOf } from '../syntax/names.ts'
import { derived, type CompiledNode } from './compiled-node.ts'

/** The names that are known at one place of an expression. */
export interface Names {
  /** `name` as the grammar gives it. */
  find(name: string): CompiledNode | undefined
  /** For "did you mean". */
  all(): Iterable<string>
  /** What `?` stands for; undefined outside of unary tests. */
  input(): CompiledNode | undefined
}

/** The names of the scope that the expression is evaluated with. */
export function scopeNames(shape: ScopeShape): Names {
  return {
    find: name => {
      const key = keyOf(shape, name)
      return key === undefined ? undefined : scopeValue(key, shape)
    },
    all: () => Object.keys(shape),
    input: () => undefined,
  }
}

/** `outer` with one more name, which hides an outer one. */
export function withName(outer: Names, name: string, node: CompiledNode): Names {
  return {
    find: wanted => (wanted === name ? node : outer.find(wanted)),
    *all() {
      yield name
      yield* outer.all()
    },
    input: () => outer.input(),
  }
}

/** `outer` where `?` stands for a value. */
export const withInput = (outer: Names, input: () => CompiledNode): Names => ({
  find: name => outer.find(name),
  all: () => outer.all(),
  input,
})

/** Reads a local value, an element of `source`. */
export const slotValue = (slot: number, type: FeelType, source: Pick<CompiledNode, 'raw' | 'origin'>): CompiledNode =>
  derived(source, { type, run: evaluation => evaluation.slots[slot], weight: 1 })

function scopeValue(name: string, shape: ScopeShape): CompiledNode {
  const run: CompiledNode['run'] = ({ scope }) => (Object.hasOwn(scope, name) ? (scope[name] ?? null) : null)
  return { type: shape[name]!, run, raw: true, origin: [name], entry: { of: shape, name }, weight: 1 }
}
