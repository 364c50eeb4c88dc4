import type { NamePlace } from '../../../metadata/kind.ts'

/** Finds where names stand in the XML of a flow, for where-used and rename: what is said twice has two places. */
export interface NamePlaces {
  /** `name` as the value of an attribute, `approver@field`: of the element itself or of one inside it, without prefixes. */
  attribute(elementId: string, attribute: string, name: string): NamePlace[]
  /** Letters `from` to `to` of a FEEL or JUEL expression of the element. */
  expression(elementId: string, feel: string, from: number, to: number): NamePlace[]
}

/** In place of an element's id: anywhere in the text. */
export const WHOLE = ''

/** Reads the text when it is first asked. Made for texts that the parser took; in others nothing is found. */
export function namePlacesIn(text: string): NamePlaces {
  let strings: Map<string, XmlString[]> | undefined
  const of = (elementId: string): readonly XmlString[] => (strings ??= stringsIn(text)).get(elementId) ?? []
  return {
    attribute: (elementId, attribute, name) =>
      of(elementId)
        .filter(each => each.place === attribute && each.value === name)
        .map(each => placeIn(text, each, 0, name.length)),
    expression: (elementId, feel, from, to) =>
      of(elementId).flatMap(each => {
        const start = expressionStart(each, feel)
        return start === undefined ? [] : [placeIn(text, each, start + from, start + to)]
      }),
  }
}

/** An attribute's value or an element's text. */
interface XmlString {
  /** `input@value`, or `conditionExpression` for a text. */
  place: string
  /** Without escapes. */
  value: string
  /** Offset of its first letter in the XML. */
  from: number
  /** In a CDATA section nothing is escaped. */
  literal: boolean
}

const EXPRESSION_TEXTS = new Set([
  'condition',
  'conditionExpression',
  'completionCondition',
  'loopCondition',
  'script',
  'timeDuration',
  'timeDate',
  'timeCycle',
])

const HAS_JUEL = /[$#]\{/

/** Where the expression begins in the string; undefined when the string is another one. */
function expressionStart({ place, value }: XmlString, feel: string): number | undefined {
  const end = value.trimEnd()
  const start = end.length - feel.length
  const before = value.slice(0, Math.max(0, start)).trim()
  if (end.endsWith(feel) && before.endsWith('=') && (before === '=' || before.startsWith('as-of '))) return start
  if (HAS_JUEL.test(feel) && value.trim() === feel) return value.indexOf(feel)
  if (EXPRESSION_TEXTS.has(place) && end.endsWith(feel) && before === '') return start
  // "as-of valid_to" is short for the expression `record.valid_to`.
  return place.endsWith('@binding') && feel === value.replace(/^as-of /, 'record.')
    ? end.length - feel.length
    : undefined
}

/** `from` and `to` count letters of the value; in the text an escape takes several. */
function placeIn(text: string, { from: start, literal }: XmlString, from: number, to: number): NamePlace {
  const offsets = [start]
  for (let at = start; offsets.length <= to; offsets.push(at)) {
    const escape = literal ? null : matchAt(ESCAPE, text, at)
    const letters = escape ? unescaped(escape[0]).length : 1
    for (let i = 1; i < letters; i++) offsets.push(at)
    at += escape ? escape[0].length : 1
  }
  return { in: 'text', from: offsets[from]!, to: offsets[to]! }
}

const TAG = /<(\/?)(?:[\w.-]+:)?([\w.-]+)/y
const ATTRIBUTE = /\s*(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y
const TAG_END = /\s*(\/?)>/y
const ESCAPE = /&(?:#\d+|#x[\da-f]+|\w+);/iy
const SKIPPED = [
  { open: '<!--', close: '-->' },
  { open: '<?', close: '?>' },
]
const CDATA = '<![CDATA['

function stringsIn(text: string): Map<string, XmlString[]> {
  const strings = new Map<string, XmlString[]>()
  const open: { tag: string; id: string | undefined }[] = []
  const note = (string: XmlString): void => {
    for (const { id } of [{ id: WHOLE }, ...open]) {
      if (id === undefined) continue
      const known = strings.get(id)
      if (known) known.push(string)
      else strings.set(id, [string])
    }
  }
  let at = 0
  while (at < text.length) {
    const tag = matchAt(TAG, text, at)
    if (!tag) {
      const part = textAt(text, at)
      const place = open.at(-1)?.tag ?? ''
      if (part.value.trim() !== '') note({ place, ...part })
      at = part.end
      continue
    }
    const [all, slash, name = ''] = tag
    const { attributes, end, empty } = attributesAt(text, at + all.length, name)
    if (slash) open.pop()
    else {
      open.push({ tag: name, id: attributes.find(each => each.place === `${name}@id`)?.value })
      attributes.forEach(note)
      if (empty) open.pop()
    }
    at = end
  }
  return strings
}

function attributesAt(
  text: string,
  start: number,
  tag: string,
): { attributes: XmlString[]; end: number; empty: boolean } {
  const attributes: XmlString[] = []
  let at = start
  for (let match = matchAt(ATTRIBUTE, text, at); match; match = matchAt(ATTRIBUTE, text, at)) {
    at += match[0].length
    const raw = match[2] ?? match[3]!
    attributes.push({ place: `${tag}@${match[1]}`, value: unescaped(raw), from: at - 1 - raw.length, literal: false })
  }
  const end = matchAt(TAG_END, text, at)
  return { attributes, end: at + (end?.[0].length ?? 1), empty: end?.[1] === '/' }
}

/** What stands here and is no tag: text, a CDATA section, a comment or an instruction. */
function textAt(text: string, at: number): Omit<XmlString, 'place'> & { end: number } {
  const until = (close: string): number => {
    const found = text.indexOf(close, at)
    return found === -1 ? text.length : found + close.length
  }
  if (text.startsWith(CDATA, at)) {
    const end = until(']]>')
    const from = at + CDATA.length
    return { value: text.slice(from, end - ']]>'.length), from, literal: true, end }
  }
  const skipped = SKIPPED.find(({ open }) => text.startsWith(open, at))
  if (skipped) return { value: '', from: at, literal: true, end: until(skipped.close) }
  const next = text.indexOf('<', at + 1)
  const end = next === -1 ? text.length : next
  return { value: unescaped(text.slice(at, end)), from: at, literal: false, end }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const unescaped = (raw: string): string =>
  !raw.includes('&')
    ? raw
    : raw.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (escape, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return NAMED[name] ?? escape
        const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal)
        return code <= 0x10ffff ? String.fromCodePoint(code) : escape
      })
