import type { LanguageText } from '../dialect.ts'
import { withoutEquals } from '../jingwei.ts'

/** Names of languages that a model may give and that mean the language of its expressions anyway. */
const JUEL: ReadonlySet<string> = new Set(['', 'juel', 'text/juel', 'uel', 'el'])

/**
 * Texts that are always an expression: JUEL, or FEEL after `=`. A language that is an address names the default one, as
 * the BPMN schema does. Null: Groovy and the like.
 */
export function juelOrFeel(text: string, declared: string | undefined): LanguageText | null {
  const language = (declared ?? '').trim().toLowerCase()
  if (language === 'feel' || text.trim().startsWith('=')) return { text: withoutEquals(text) }
  if (JUEL.has(language) || /^\w+:\/\//.test(language)) return { text: text.trim(), language: 'juel' }
  return null
}
