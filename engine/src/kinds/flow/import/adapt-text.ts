import { ATTRIBUTES, edited, inQuotes, tagsOnly, type TextEdit } from './edit-text.ts'

/** What has to be written into a foreign text so that it can stand in a pack. */
export interface Adaptation {
  /** Ids of processes that can't be names here → what they become. */
  names: ReadonlyMap<string, string>
  /** Java classes and beans → registered functions. */
  handlers: ReadonlyMap<string, string>
  /** Ids of business rule tasks → names of our rule sets. */
  ruleSets: ReadonlyMap<string, string>
  /** Id of the process that names the handlers. */
  process: string
}

const OURS = 'urn:jingwei:bpmn:1'

/** The text with the adaptation and nothing else: foreign attributes, the drawing and white space stay byte by byte. */
export function adaptedText(text: string, adaptation: Adaptation): string {
  const { names, handlers, ruleSets, process } = adaptation
  const tags = tagsOnly(text)
  const handled = handlers.size === 0 ? [] : handlerEdits(tags, process, handlers)
  const decided = [...ruleSets].flatMap(([id, name]) => attributeEdits(tags, id, ` jw:ruleSet="${inQuotes(name)}"`))
  const ours = [...handled, ...decided]
  return edited(text, [...nameEdits(tags, names), ...ours, ...(ours.length > 0 ? declaration(tags) : [])])
}

/** The id of a process stands in itself, its pool, its diagram and its calls. */
function nameEdits(tags: string, names: ReadonlyMap<string, string>): TextEdit[] {
  const places =
    /(<(?:[\w.-]+:)?process\s(?:[^<>]*?\s)?id\s*=\s*|\s(?:processRef|bpmnElement|calledElement|processId)\s*=\s*)(["'])([^"'<>]*)\2/g
  return [...tags.matchAll(places)].flatMap(match => {
    const to = names.get(match[3]!)
    const from = match.index + match[1]!.length + 1
    return to === undefined ? [] : [{ from, to: from + match[3]!.length, text: inQuotes(to) }]
  })
}

/** Before the other extension elements of the process stand those that name its functions. */
function handlerEdits(tags: string, process: string, handlers: ReadonlyMap<string, string>): TextEdit[] {
  const tag = openTag(tags, process, 'process')
  if (tag === null) return []
  const known = new RegExp(String.raw`^(?:\s*<((?:[\w.-]+:)?)documentation[\s>][\s\S]*?</\1documentation>)*`)
  const inner = tags.slice(tag.end)
  const documentation = known.exec(inner)![0].length
  const at = tag.end + documentation
  const [own, empty] = /^\s*<(?:[\w.-]+:)?extensionElements\s*(\/)?>/.exec(tags.slice(at)) ?? []
  const [, space = '\n    '] = /^\s*?(\r?\n[ \t]*)</.exec(tags.slice(tag.end)) ?? []
  const lines = [...handlers].map(
    ([name, called]) => `${space}  <jw:handler name="${inQuotes(name)}" function="${inQuotes(called)}" />`,
  )
  if (own !== undefined && empty === undefined)
    return [{ from: at + own.length, to: at + own.length, text: lines.join('') }]
  const element = `${tag.prefix}extensionElements`
  return [{ from: at, to: at + (own?.length ?? 0), text: `${space}<${element}>${lines.join('')}${space}</${element}>` }]
}

/** Behind the last attribute of an element. */
function attributeEdits(tags: string, id: string, text: string): TextEdit[] {
  const tag = openTag(tags, id, String.raw`\w+`)
  return tag === null ? [] : [{ from: tag.attributesEnd, to: tag.attributesEnd, text }]
}

interface OpenTag {
  prefix: string
  attributesEnd: number
  end: number
}

function openTag(tags: string, id: string, name: string): OpenTag | null {
  const all = new RegExp(String.raw`<((?:[\w.-]+:)?)(${name})(${ATTRIBUTES})/?>`, 'g')
  for (const match of tags.matchAll(all)) {
    const attributes = match[3]!
    if (/\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes)?.slice(1).find(Boolean) !== id) continue
    const start = match.index + 1 + match[1]!.length + match[2]!.length
    return { prefix: match[1]!, attributesEnd: start + attributes.trimEnd().length, end: match.index + match[0].length }
  }
  return null
}

/** Our namespace at the root, unless it is declared. */
function declaration(tags: string): TextEdit[] {
  if (new RegExp(String.raw`\sxmlns:jw\s*=\s*["']${OURS}["']`).test(tags)) return []
  const root = /<(?:[\w.-]+:)?definitions/.exec(tags)
  const at = root === null ? 0 : root.index + root[0].length
  return [{ from: at, to: at, text: ` xmlns:jw="${OURS}"` }]
}
