import { nearest } from '../base/nearest.ts'
import type { Assembled } from './assemble.ts'
import type { Diagnostic } from './diagnostic.ts'
import { diagnosticAt } from './diagnostic-at.ts'
import { parseJsonSource } from './json-source.ts'
import { pointerTo, valueAt } from './json-pointer.ts'
import { keyedPointer, plainPointer } from './keyed-pointer.ts'
import type { Pack } from './pack.ts'
import { isPlainObject } from './plain-object.ts'
import { translatableTexts } from './translatable-texts.ts'

/** Translations: locale → definition id → pointer → text. Plain data, so that a snapshot can be stored with them. */
export type Texts = Record<string, Record<string, Record<string, string>>>

/**
 * Reads the locale files of all packs, those of higher packs over those below. An id or pointer that does not exist is an
 * error, a text of the pack without a translation a warning.
 */
export function readLocales(
  packs: readonly Pack[],
  assembled: readonly Assembled[],
): { texts: Texts; diagnostics: Diagnostic[] } {
  const texts: Texts = {}
  const diagnostics: Diagnostic[] = []
  const translatable = assembled.map(each => ({ ...each, readable: translatableTexts(each.kind, each.source.content) }))
  const byId = new Map(translatable.map(each => [each.source.id, each]))
  const files = packs.flatMap(pack => pack.locales)
  for (const file of files) diagnostics.push(...readLocale(file, byId, (texts[file.locale] ??= {})))
  for (const pack of packs) {
    for (const { locale, file } of pack.locales)
      diagnostics.push(...missing(pack, { file, texts: texts[locale]! }, translatable))
  }
  return { texts, diagnostics }
}

interface Translatable extends Assembled {
  /** The texts that people read, by pointer. */
  readable: ReadonlyMap<string, string>
}

function readLocale(
  { file, text }: { file: string; text: string },
  byId: ReadonlyMap<string, Translatable>,
  into: Record<string, Record<string, string>>,
): Diagnostic[] {
  const parsed = parseJsonSource({ text, file })
  if (parsed.content === undefined) return parsed.diagnostics
  const source = { file, locate: parsed.locateKey }
  const wrong = (at: string) =>
    diagnosticAt(source, at, { code: 'locale.not_text', message: 'A locale file is {"<id>": {"<pointer>": "text"}}.' })
  if (!isPlainObject(parsed.content)) return [wrong('')]
  return Object.entries(parsed.content).flatMap(([id, entries]) => {
    const definition = byId.get(id)
    if (!definition) {
      const fault = {
        code: 'locale.unknown_definition',
        message: `There is no definition "${id}".`,
        nearest: nearest(id, byId.keys()),
      }
      return [diagnosticAt(source, pointerTo('', id), fault)]
    }
    if (!isPlainObject(entries)) return [wrong(pointerTo('', id))]
    return Object.entries(entries).flatMap(([pointer, translation]) => {
      const at = pointerTo('', id, pointer)
      if (typeof translation !== 'string') return [wrong(at)]
      const plain = translatedPlace(definition, pointer)
      if (plain !== undefined) (into[id] ??= {})[plain] = translation
      return plain === undefined ? [diagnosticAt(source, at, unknownPointer(definition, pointer))] : []
    })
  })
}

/** Any string may be translated; those that people read are in the kind's own list. */
function translatedPlace({ kind, source, readable }: Translatable, pointer: string): string | undefined {
  if (readable.has(pointer)) return pointer
  const plain = plainPointer(pointer, source.content, kind.schema)
  return !kind.texts && typeof valueAt(source.content, plain) === 'string' ? plain : undefined
}

function unknownPointer({ kind, source, readable }: Translatable, pointer: string) {
  const known = [...readable.keys()].map(each => keyedPointer(each, source.content, kind.schema))
  return {
    code: 'locale.unknown_pointer',
    message: `${source.id} has no text at "${pointer}".`,
    nearest: nearest(pointer, known),
  }
}

/** Texts in the Latin alphabet alone (`GTIN`, `L0`) are the same in every language of ours. */
const NEEDS_TRANSLATION = /[^\p{ASCII}\p{P}\p{S}]/u

function missing(
  pack: Pack,
  locale: { file: string; texts: Record<string, Record<string, string>> },
  all: readonly Translatable[],
): Diagnostic[] {
  const own = all.filter(each => each.source.layers.includes(pack.manifest.name))
  const start = { file: locale.file, locate: () => ({ line: 1, column: 1 }) }
  return own.flatMap(({ kind, source, readable }) => {
    const translated = locale.texts[source.id] ?? {}
    const left = [...readable].filter(
      ([pointer, text]) => NEEDS_TRANSLATION.test(text) && translated[pointer] === undefined,
    )
    return left.map(([pointer, text]) => {
      const at = pointerTo('', source.id, keyedPointer(pointer, source.content, kind.schema))
      const message = `"${text}" of ${source.id} has no translation here.`
      return diagnosticAt(start, at, { code: 'locale.missing', message, severity: 'warning' })
    })
  })
}
