const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL'

/** Ids that the XML reader takes: those of ASCII letters. BPMN allows any NCName, and some tools write whatever they like. */
const READABLE = /^(?:[a-z][\w-.]*:)?[a-z_][\w-.]*$/i
const IDS = /<[^<>!?/][^<>]*?\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/g
/** Where an id stands: in `id` itself, in attributes and elements that refer to it. */
const REFERRING =
  /(\s(?:id|default|bpmnElement|\w+Ref)\s*=\s*)(["'])([^"'<>]*)\2|(<(?:[\w.-]+:)?(?:incoming|outgoing|source|target|\w+Refs?)>\s*)([^<>]*?)(\s*<\/)/g
const TYPES = /(\sxsi:type\s*=\s*["'])(?:([\w.-]+):)?(t(?:Formal)?Expression["'])/g

/** A text as the XML reader takes it, and the way back to what it says. */
export interface ToleratedText {
  text: string
  /** The id as the text has it. */
  original(id: string): string
}

/**
 * What other engines read without complaint and the XML reader does not: ids with letters beyond ASCII, and expression types
 * under a prefix that is not BPMN's. Everything else stays as it is, line by line.
 */
export function toleratedText(text: string): ToleratedText {
  const ids = readableIds(text)
  const back = new Map([...ids].map(([id, readable]) => [readable, id]))
  return { text: withTypes(withIds(text, ids)), original: id => back.get(id) ?? id }
}

function readableIds(text: string): Map<string, string> {
  const all = [...text.matchAll(IDS)].map(([, double, single]) => double ?? single!)
  const taken = new Set(all)
  const ids = new Map<string, string>()
  for (const id of all) if (!READABLE.test(id) && id.trim() !== '') ids.set(id, ids.get(id) ?? freeId(ids.size, taken))
  return ids
}

function freeId(count: number, taken: ReadonlySet<string>): string {
  let id = `id_${count + 1}`
  while (taken.has(id)) id = `${id}_`
  return id
}

const withIds = (text: string, ids: ReadonlyMap<string, string>): string =>
  ids.size === 0
    ? text
    : text.replace(
        REFERRING,
        (all, name?: string, quote?: string, id?: string, tag?: string, ref?: string, end?: string) => {
          if (tag !== undefined) return `${tag}${ids.get(ref!) ?? ref}${end}`
          return id === undefined || !ids.has(id) ? all : `${name}${quote}${ids.get(id)}${quote}`
        },
      )

/** The prefix that the text has for BPMN is declared at its root. */
function withTypes(text: string): string {
  const declared = new Map(
    [...text.matchAll(/\sxmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']/g)].map(([, prefix = '', uri]) => [prefix, uri!]),
  )
  const right = [...declared].find(([, uri]) => uri === BPMN)?.[0]
  if (right === undefined) return text
  return text.replace(TYPES, (all, before: string, prefix: string | undefined, after: string) =>
    declared.get(prefix ?? '') === BPMN ? all : `${before}${right === '' ? '' : `${right}:`}${after}`,
  )
}
