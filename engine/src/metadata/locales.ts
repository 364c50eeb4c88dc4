import { nearest } from '../base/nearest.ts'
import type { Assembled } from './assemble.ts'
import { checkDeclaredLocales } from './check-declared-locales.ts'
import type { Diagnostic } from './diagnostic.ts'
import { diagnosticAt } from './diagnostic-at.ts'
import { parseJsonSource } from './json-source.ts'
import { pointerTo, valueAt } from './json-pointer.ts'
import { keyedPointer, plainPointer } from './keyed-pointer.ts'
import type { Memo } from './memo.ts'
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
  memo: Memo,
): { texts: Texts; diagnostics: Diagnostic[] } {
  const byId = new Map(assembled.map(each => [each.source.id, translatable(each, memo)]))
  const read = packs.flatMap(pack => pack.locales.map(file => readLocale(file, byId, memo)))
  const diagnostics = [...checkDeclaredLocales(packs), ...read.flatMap(file => file.diagnostics)]
  for (const pack of packs) {
    for (const file of pack.locales) {
      const ofLocale = read.filter(each => each.locale === file.locale)
      diagnostics.push(...missing(pack, file, { all: byId.values(), read: ofLocale }, memo))
    }
  }
  return { texts: textsOf(read), diagnostics }
}

/** The local layer takes texts away and brings its own; no pack's file can be blamed for that, or made to fit it. */
const isLocal = ({ source }: Translatable): boolean => source.layers.includes('local')

interface Translatable extends Assembled {
  /** The texts that people read, by pointer. */
  readable: ReadonlyMap<string, string>
}

const translatable = (each: Assembled, memo: Memo): Translatable =>
  memo.recall(`texts ${each.source.id}`, [each], () => ({
    ...each,
    readable: translatableTexts(each.kind, each.source.content),
  }))

/** What a locale file says of one definition. */
interface Translations {
  /** By plain pointer. */
  texts: Readonly<Record<string, string>>
  diagnostics: Diagnostic[]
}

interface ReadLocale {
  file: string
  source: LocaleSource
  locale: string
  byId: ReadonlyMap<string, Translations>
  diagnostics: Diagnostic[]
}

const NO_TEXTS = {}

function textsOf(read: readonly ReadLocale[]): Texts {
  const texts: Texts = {}
  for (const { locale, byId } of read) {
    const into = (texts[locale] ??= {})
    for (const [id, translations] of byId) {
      if (translations.texts !== NO_TEXTS) into[id] = { ...into[id], ...translations.texts }
    }
  }
  return texts
}

type LocaleFile = Pack['locales'][number]

function readLocale(
  { locale, file, text }: LocaleFile,
  definitions: ReadonlyMap<string, Translatable>,
  memo: Memo,
): ReadLocale {
  const { source, ids, diagnostics } = memo.recall(`locale ${file}`, [text], () => parseLocale(file, text))
  const byId = new Map(
    Object.entries(ids).map(([id, entries]) => {
      const definition = definitions.get(id)
      if (!definition) return [id, { texts: NO_TEXTS, diagnostics: [unknownDefinition(source, id, definitions)] }]
      const make = () => readTranslations(source, entries, definition)
      return [id, memo.recall(`locale ${file} ${id}`, [source, definition], make)]
    }),
  )
  return {
    file,
    source,
    locale,
    byId,
    diagnostics: [...diagnostics, ...[...byId.values()].flatMap(each => each.diagnostics)],
  }
}

type LocaleSource = Parameters<typeof diagnosticAt>[0]

/** The entries of a locale file by id; their own form is checked with the definition that they translate. */
function parseLocale(
  file: string,
  text: string,
): { source: LocaleSource; ids: Record<string, unknown>; diagnostics: Diagnostic[] } {
  const parsed = parseJsonSource({ text, file })
  const source = { file, locate: parsed.locateKey }
  if (parsed.content === undefined) return { source, ids: {}, diagnostics: parsed.diagnostics }
  if (!isPlainObject(parsed.content)) return { source, ids: {}, diagnostics: [notText(source, '')] }
  return { source, ids: parsed.content, diagnostics: [] }
}

const notText = (source: LocaleSource, at: string): Diagnostic =>
  diagnosticAt(source, at, { code: 'locale.not_text', message: 'A locale file is {"<id>": {"<pointer>": "text"}}.' })

const unknownDefinition = (source: LocaleSource, id: string, known: ReadonlyMap<string, unknown>): Diagnostic =>
  diagnosticAt(source, pointerTo('', id), {
    code: 'locale.unknown_definition',
    message: `There is no definition "${id}".`,
    nearest: nearest(id, known.keys()),
  })

function readTranslations(source: LocaleSource, entries: unknown, definition: Translatable): Translations {
  const { id } = definition.source
  if (!isPlainObject(entries)) return { texts: NO_TEXTS, diagnostics: [notText(source, pointerTo('', id))] }
  const texts: Record<string, string> = {}
  const diagnostics: Diagnostic[] = []
  for (const [pointer, translation] of Object.entries(entries)) {
    const at = pointerTo('', id, pointer)
    const plain = typeof translation === 'string' ? translatedPlace(definition, pointer) : undefined
    if (typeof translation !== 'string') diagnostics.push(notText(source, at))
    else if (plain !== undefined) texts[plain] = translation
    else if (!isLocal(definition)) diagnostics.push(diagnosticAt(source, at, unknownPointer(definition, pointer)))
  }
  return { texts: Object.keys(texts).length === 0 ? NO_TEXTS : texts, diagnostics }
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

/** Each points at the entry of its definition in the locale file, or at the start of a file that has none. */
function missing(
  pack: Pack,
  { file, locale }: LocaleFile,
  { all, read }: { all: Iterable<Translatable>; read: readonly ReadLocale[] },
  memo: Memo,
): Diagnostic[] {
  const found: Diagnostic[] = []
  const { source } = read.find(each => each.file === file)!
  for (const definition of all) {
    const { id, layers } = definition.source
    if (!layers.includes(pack.manifest.name) || isLocal(definition)) continue
    const texts = read.map(each => each.byId.get(id)?.texts ?? NO_TEXTS)
    const make = () => withoutTranslation(definition, texts)
    const left = memo.recall(`missing ${file} ${locale} ${id}`, [definition, ...texts], make)
    found.push(...left.map(({ at, message }) => missingAt(source, at, message)))
  }
  return found
}

const missingAt = (source: LocaleSource, at: string, message: string): Diagnostic =>
  diagnosticAt(source, at, { code: 'locale.missing', message, severity: 'warning' })

function withoutTranslation(
  { kind, source, readable }: Translatable,
  texts: readonly Readonly<Record<string, string>>[],
): { at: string; message: string }[] {
  const left = [...readable].filter(
    ([pointer, text]) => NEEDS_TRANSLATION.test(text) && !texts.some(each => Object.hasOwn(each, pointer)),
  )
  return left.map(([pointer, text]) => ({
    at: pointerTo('', source.id, keyedPointer(pointer, source.content, kind.schema)),
    message: `"${text}" of ${source.id} has no translation here.`,
  }))
}
