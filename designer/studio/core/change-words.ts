import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Words } from './room.ts'

/** The words that sentences about changes are made of, in the language of the user. */
export interface ChangeWords {
  /** A sentence or word below `changes`, which must be there. */
  say: Words
  /** Undefined: there is no such word; the name in the definition is used then. */
  find(key: string): string | undefined
  /** Words of the flow designer: a text below `studio:words`, undefined when there is none. */
  flow(key: string, values?: Record<string, string>): string | undefined
}

export function useChangeWords(): ChangeWords {
  const { i18n } = useTranslation()
  const { language } = i18n
  return useMemo(() => changeWords(i18n, language), [i18n, language])
}

/** What of i18next is used, so that tests and workers can bring their own. */
interface Texts {
  getFixedT(language: string, namespace: string): (key: string, values?: object) => string
  getResource(language: string, namespace: string, key: string): unknown
}

export function changeWords(texts: unknown, language: string): ChangeWords {
  const i18n = texts as Texts
  const changes = i18n.getFixedT(language, 'changes')
  const studio = i18n.getFixedT(language, 'studio')
  return {
    say: (key, values) => changes(key, values),
    find: key => asText(i18n.getResource(language, 'changes', key)),
    flow: (key, values) =>
      asText(i18n.getResource(language, 'studio', `words.${key}`)) && studio(`words.${key}`, values ?? {}),
  }
}

const asText = (found: unknown): string | undefined => (typeof found === 'string' ? found : undefined)
