import { pointerTo } from '@jingwei/engine/model'

export interface Leaf {
  tokens: string[]
  value: unknown
}

/** Items of arrays stand under one of these, as in keyed pointers. */
const KEYS = ['key', 'field', 'const', 'name', 'id', '$key', 'type']

/** All values without parts in a value, by where they stand. Lists of plain values are one value. */
export function leavesOf(value: unknown): Map<string, Leaf> {
  const found = new Map<string, Leaf>()
  collect(value, [], found)
  return found
}

function collect(value: unknown, tokens: string[], found: Map<string, Leaf>): void {
  if (value === undefined) return
  const parts = partsOf(value)
  if (parts === undefined) found.set(pointerTo('', ...tokens), { tokens, value })
  else parts.forEach(([token, part]) => collect(part, [...tokens, token], found))
}

function partsOf(value: unknown): [string, unknown][] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!Array.isArray(value)) return Object.entries(value)
  const keyed = value.map(item => keyOf(item))
  if (value.length === 0 || keyed.some(key => key === undefined)) return undefined
  return value.map((item, i) => [keyed[i]!, item])
}

function keyOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const record = item as Record<string, unknown>
  const key = KEYS.map(name => record[name]).find(each => typeof each === 'string')
  return key as string | undefined
}
