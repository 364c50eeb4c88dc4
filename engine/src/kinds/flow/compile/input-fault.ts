import { isDecimalText } from '../../../base/decimal.ts'
import type { FeelType } from '../../../expression/feel-type.ts'
import { typeOfSchema } from '../../../expression/index.ts'
import { typeFits, typeName } from '../../../expression/type-fits.ts'
import type { Value } from '../graph.ts'

/** Why a value can never be what the schema of an input asks for, as the end of a sentence; undefined when it may be. */
export function inputFault(value: Value, schema: object): string | undefined {
  const wanted = typeOfSchema(schema)
  if ('literal' in value) return literalFault(value.literal, wanted, schema)
  const { type } = value.expression
  return typeFits(type, wanted) || isWrittenAsText(type, wanted)
    ? undefined
    : `is ${typeName(wanted)}; ${value.expression.text} gives ${typeName(type)}`
}

/** Numbers, days and moments are handed on as texts. */
const isWrittenAsText = (given: FeelType, wanted: FeelType): boolean =>
  wanted === 'string' && typeof given === 'string' && given !== 'boolean'

function literalFault(text: string, wanted: FeelType, { enum: values }: { enum?: unknown }): string | undefined {
  if (Array.isArray(values) && !values.map(String).includes(text)) {
    return `is one of ${values.join(', ')}, not "${text}"`
  }
  if (typeof wanted !== 'string') return `is ${typeName(wanted)}; write it in FEEL, after "="`
  const reads = LITERALS[wanted]
  return reads === undefined || reads(text) ? undefined : `is a ${wanted}, not the text "${text}"`
}

/** What a text must be to stand for a value; the other types are any text, or known only when it runs. */
const LITERALS: Readonly<Record<string, (text: string) => boolean>> = {
  number: isDecimalText,
  boolean: () => false,
  date: text => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  'date and time': text => /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)),
}
