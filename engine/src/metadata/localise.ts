import { pointerTo } from './json-pointer.ts'
import { isPlainObject } from './plain-object.ts'

/**
 * A deep copy of `content` in which every string that has a translation is replaced by it.
 * `translated` is asked with the pointer of each string, e.g. `pointer => snapshot.text(id, pointer, locale)`.
 */
export function localise<Content>(content: Content, translated: (pointer: string) => string | undefined): Content {
  return copy(content, '', translated) as Content
}

function copy(value: unknown, at: string, translated: (pointer: string) => string | undefined): unknown {
  if (typeof value === 'string') return translated(at) ?? value
  if (Array.isArray(value)) return value.map((item, i) => copy(item, pointerTo(at, i), translated))
  if (!isPlainObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, copy(each, pointerTo(at, key), translated)]),
  )
}
