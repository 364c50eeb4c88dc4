import type { DialectReader, LanguageText } from './dialect.ts'

/** FEEL stands after `=` everywhere in a flow; where nothing else may stand, it may be left out. */
export const withoutEquals = (text: string): string => text.trim().replace(/^=/, '').trim()

const FEEL: ReadonlySet<string> = new Set(['', 'feel', 'text/feel'])

/** FEEL; an address names the default language, as the BPMN schema does. Null: another language. */
export function feelOnly(text: string, declared: string | undefined): LanguageText | null {
  const language = (declared ?? '').trim().toLowerCase()
  return FEEL.has(language) || /^\w+:\/\//.test(language) ? { text: withoutEquals(text) } : null
}

/** Our own models: their attributes are read in every dialect (`jingwei-attributes.ts`), so nothing is left to do here. */
export const jingwei: DialectReader = {
  name: 'jingwei',
  prefixes: [],
  harmless: new Set(),
  codeless: 'id',
  counterBase: 1,
  compensationWaits: false,
  foreign: false,
  expression: feelOnly,
  nameItself: new Set(),
  process: () => ({}),
  element: () => ({}),
  event: () => ({}),
  loop: () => ({}),
  flow: () => [],
  dataObject: () => undefined,
}
