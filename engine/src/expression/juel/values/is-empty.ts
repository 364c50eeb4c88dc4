import { valueKind } from './value-kind.ts'

/** `empty` (EL 2.2 §1.10): null, the text, list or object without content; never a number or a boolean. */
export function isEmpty(value: unknown): boolean {
  if (value === '') return true
  const kind = valueKind(value)
  if (kind === 'list') return (value as unknown[]).length === 0
  return kind === 'null' || (kind === 'object' && Object.keys(value as object).length === 0)
}
