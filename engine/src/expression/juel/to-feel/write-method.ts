import { atom, compound, part, type Written } from './written.ts'

/** Methods of texts that FEEL has as functions with the same meaning. On null they are an error to JUEL. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  contains: 'contains',
  endsWith: 'ends with',
  startsWith: 'starts with',
}

/** `base.name(…)`; null where FEEL has no such function, or an argument could not be written. */
export function writeMethod(base: Written, name: string | null, args: readonly (Written | null)[]): Written | null {
  if (base.type !== 'string' || name === null) return null
  if (name === 'isEmpty' && !args.length) return compound(`${part(base)} = ""`, 'boolean')
  const argument = args.length === 1 ? args[0] : null
  if (argument?.type !== 'string' || !argument.neverNull || !Object.hasOwn(FUNCTIONS, name)) return null
  return atom(`${FUNCTIONS[name]!}(${base.text}, ${argument.text})`, 'boolean', true)
}
