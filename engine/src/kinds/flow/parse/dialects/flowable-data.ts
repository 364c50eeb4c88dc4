import type { ModdleElement } from '../moddle-element.ts'
import type { Reading } from '../reading.ts'

/** The value of a data object, by the type that it names: `xsd:int`, `xsd:boolean` …. Undefined: it has none. */
export function dataObjectValue(object: ModdleElement, reading: Reading): unknown {
  const text = reading.foreign(object, object['id'] ?? '').child('value')?.text
  if (text === undefined) return undefined
  const type = (reading.unresolved(object, 'itemSubjectRef') ?? object['itemSubjectRef']?.structureRef ?? '') as string
  return typed(text, type.slice(type.indexOf(':') + 1))
}

const NUMBERS: ReadonlySet<string> = new Set(['int', 'integer', 'long', 'double', 'float', 'decimal'])

function typed(text: string, type: string): unknown {
  if (type === 'boolean') return text.trim().toLowerCase() === 'true'
  if (!NUMBERS.has(type)) return text
  const number = Number(text)
  return Number.isFinite(number) && text.trim() !== '' ? number : text
}
