import type { MappingContent, MappingValue } from '../content.ts'
import type { MappedValue, Mapping } from '../graph.ts'
import type { CompilingElement } from './compiling.ts'
import { compileValue } from './expression.ts'

/** Values in, or values out; those with faults, which are reported, are left out. */
export const compileMappings = (mappings: readonly MappingContent[] | undefined, at: CompilingElement): Mapping[] =>
  (mappings ?? []).flatMap(({ name, value }) => {
    const mapped = value === null ? { same: true as const } : mappedValue(value, at)
    return mapped === null ? [] : [{ name, value: mapped }]
  })

function mappedValue(value: MappingValue, at: CompilingElement): MappedValue | null {
  if (value === null) return { literal: '' }
  if (typeof value === 'string') return compileValue(at, value)
  if ('list' in value) {
    const list = value.list.map(item => mappedValue(item, at))
    return list.includes(null) ? null : { list: list as MappedValue[] }
  }
  const entries = Object.entries(value.map).map(([key, entry]) => [key, mappedValue(entry, at)] as const)
  return entries.some(([, entry]) => entry === null)
    ? null
    : { map: Object.fromEntries(entries) as Record<string, MappedValue> }
}
