import { compileFeel } from '../compile-feel.ts'
import type { ScopeShape } from '../feel-type.ts'
import { compileJuel } from './compile-juel.ts'
import { parseJuel } from './syntax/parse-juel.ts'
import { writeFeel } from './to-feel/write-feel.ts'

/**
 * The same expression in FEEL, to be proposed when a foreign model is taken over; null when it is no JUEL, or when FEEL
 * would not surely give the same wherever the JUEL gives a value: EL converts where FEEL answers null. The more types the
 * scope declares, the more can be written.
 */
export function juelToFeel(text: string, scope: ScopeShape = {}): string | null {
  const { expression } = compileJuel(text, { scope })
  const [only, ...others] = parseJuel(text).parts ?? []
  if (!expression || only === undefined || typeof only === 'string' || others.length) return null
  const written = writeFeel(only, scope)
  const names = Object.fromEntries(expression.paths.map(([name]) => [name!, 'any'] as const))
  // Names that FEEL reads in another way show here.
  return written && compileFeel(written.text, { ...names, ...scope }).expression ? written.text : null
}
