import type { ElementContent, MappingContent, MappingValue } from '../../../content.ts'
import type { Foreign } from '../../foreign.ts'
import type { ElementReading } from '../../element-reading.ts'

/** `ioMapping`: values of its own, and what goes out. A dotted target is a member of an object. */
export function readIoMapping(said: Foreign, at: ElementReading): Partial<ElementContent> {
  const mapping = said.child('ioMapping')
  const inputMappings = grouped((mapping?.children('input') ?? []).map(pairOf))
  const outputs = (mapping?.children('output') ?? []).map(pairOf)
  const dotted = outputs.find(([target]) => target.includes('.'))
  if (dotted !== undefined)
    at.refuse(`Its output goes into a member, "${dotted[0]}". Give out the whole variable, with "context put".`)
  const outputMappings = outputs.map(([name, value]) => ({ name, value }))
  return {
    ...(inputMappings.length > 0 && { inputMappings }),
    ...(outputMappings.length > 0 && { outputMappings }),
  }
}

const pairOf = (pair: Foreign): [target: string, source: string] => [
  pair.attribute('target') ?? '',
  pair.attribute('source') ?? '=null',
]

/** Deeper objects are not written by hand. */
const DEEPEST = 10

/** `order.id` and `order.sum` are one mapping of `order`. */
function grouped(pairs: readonly [string, string][]): MappingContent[] {
  const byName = new Map<string, MappingValue>()
  for (const [target, source] of pairs) {
    const [name = '', ...path] = target.split('.').slice(0, DEEPEST)
    byName.set(name, path.length === 0 ? source : within(byName.get(name), path, source))
  }
  return [...byName].map(([name, value]) => ({ name, value }))
}

function within(value: MappingValue | undefined, [name = '', ...rest]: string[], source: string): MappingValue {
  const map = value !== null && typeof value === 'object' && 'map' in value ? value.map : {}
  const inner = Object.hasOwn(map, name) ? map[name] : undefined
  return { map: { ...map, [name]: rest.length === 0 ? source : within(inner, rest, source) } }
}
