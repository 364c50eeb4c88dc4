import { pointerTo } from './json-pointer.ts'
import type { Kind } from './kind.ts'
import { isPlainObject } from './plain-object.ts'

const READ_BY_PEOPLE = new Set(['title', 'description', 'help', 'message', 'reason', 'group_title'])

/** The texts of a content that people read, by the pointer under which locales translate them. */
export function translatableTexts(kind: Pick<Kind, 'texts'>, content: unknown): ReadonlyMap<string, string> {
  if (kind.texts) return kind.texts(content)
  const found = new Map<string, string>()
  collect(content, '', found)
  return found
}

function collect(value: unknown, at: string, found: Map<string, string>): void {
  if (Array.isArray(value)) value.forEach((item, i) => collect(item, pointerTo(at, i), found))
  if (!isPlainObject(value)) return
  for (const [key, each] of Object.entries(value)) {
    const pointer = pointerTo(at, key)
    if (typeof each === 'string' && READ_BY_PEOPLE.has(key)) found.set(pointer, each)
    else collect(each, pointer, found)
  }
}
