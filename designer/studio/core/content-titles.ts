import { readFlow, type XmlElement } from '../kinds/flow/describe/read-flow.ts'
import { titleOf } from '../kinds/flow/describe/element-title.ts'

/** What people call the things in a definition. */
export interface ContentTitles {
  /** Title of what a keyed pointer's tokens lead to; undefined: it has none. */
  at(tokens: readonly string[]): string | undefined
  /** Title of a field, fact, result or element by its name alone. */
  named(name: string): string | undefined
}

type Parse = (xml: string) => { documentElement: XmlElement | null }

/** Titles out of the texts of a definition; where both have one, that of the later text counts. */
export function contentTitles(
  kind: string,
  texts: readonly (string | null | undefined)[],
  parse: Parse = parseInBrowser,
): ContentTitles {
  const known = texts.filter(text => typeof text === 'string').reverse()
  const all = known.map(text => (kind === 'flow' ? flowTitles(text, parse) : jsonTitles(text)))
  const first = (ask: (titles: ContentTitles) => string | undefined): string | undefined => {
    for (const titles of all) {
      const found = ask(titles)
      if (found !== undefined) return found
    }
    return undefined
  }
  return { at: tokens => first(each => each.at(tokens)), named: name => first(each => each.named(name)) }
}

function flowTitles(text: string, parse: Parse): ContentTitles {
  const flow = readFlow(parse(text))
  const named = (id: string): string | undefined => (flow?.elements.has(id) ? titleOf(flow, id) : undefined)
  return { at: tokens => named(tokens.at(-1) ?? ''), named }
}

function jsonTitles(text: string): ContentTitles {
  const content = parseJson(text)
  const title = (...tokens: string[]): string | undefined => titleIn(tokens.reduce<unknown>(step, content))
  return {
    at: tokens => title(...tokens),
    named: name => FIELD_PLACES.map(place => title(...place, name)).find(found => found !== undefined),
  }
}

/** Where kinds declare what other places of theirs name. */
const FIELD_PLACES = [
  ['properties'],
  ['inputs', 'properties'],
  ['outputs', 'properties'],
  ['parameters', 'properties'],
  ['columns'],
]

/** Items of arrays stand under one of these in a keyed pointer; their schemas say which. */
const KEYS = ['key', 'field', 'const', 'name', 'id', 'type']

function step(node: unknown, token: string): unknown {
  if (Array.isArray(node)) return node.find(item => isRecord(item) && KEYS.some(key => item[key] === token))
  return isRecord(node) && Object.hasOwn(node, token) ? node[token] : undefined
}

const titleIn = (node: unknown): string | undefined =>
  isRecord(node) && typeof node.title === 'string' && node.title !== '' ? node.title : undefined

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parseInBrowser: Parse = xml => new DOMParser().parseFromString(xml, 'application/xml')
