/** What a value must be to fit a function's input, in words; undefined when it fits, or the schema leaves that open. */
export function literalFault(value: unknown, schema: object): string | undefined {
  const { type, enum: values, oneOf, items } = schema as Record<string, unknown>
  const types = [type ?? []].flat() as string[]
  if (types.length > 0 && !types.some(each => isOfType(value, each))) return types.map(inWords).join(' or ')
  const allowed = values ?? constants(oneOf)
  if (Array.isArray(allowed) && !allowed.includes(value)) return `one of ${allowed.join(', ')}`
  if (!Array.isArray(value) || typeof items !== 'object' || items === null) return undefined
  const fault = value.map(item => literalFault(item, items)).find(each => each !== undefined)
  return fault === undefined ? undefined : `a list in which each item is ${fault}`
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'integer':
      return Number.isSafeInteger(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    default:
      return typeof value === type
  }
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}
const inWords = (type: string): string => WORDS[type] ?? type

function constants(oneOf: unknown): unknown[] | undefined {
  if (!Array.isArray(oneOf)) return undefined
  const values = oneOf.map(each => (each as { const?: unknown }).const)
  return values.includes(undefined) ? undefined : values
}
