import { parentPointer, pointerTo, pointerTokens, valueAt } from '../json-pointer.ts'
import type { Kind, Reference } from '../kind.ts'
import { schemaPlace } from '../schema-walk.ts'

/**
 * The pointers of a content whose last step names the renamed thing, with the offsets at which it does: keys, and items of
 * which it is the key, or a part of that (`customer.name`). Translations name them in their pointers.
 */
export function namedPlaces(
  references: readonly Reference[],
  content: unknown,
  { schema }: Kind,
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const { at, name } of references) {
    if (name?.in === 'text') continue
    const place = name?.in === 'key' ? at : itemWithKey(at, content, schema)
    if (place !== undefined) places.set(place, [...(places.get(place) ?? []), name?.from ?? 0])
  }
  return places
}

/** The item whose key stands at `at`. */
function itemWithKey(at: string, content: unknown, schema: object): string | undefined {
  const item = parentPointer(at)
  const list = item === undefined ? undefined : parentPointer(item)
  if (list === undefined || !Array.isArray(valueAt(content, list))) return undefined
  const place = pointerTokens(list).reduce((reached, token) => reached.child(token), schemaPlace(schema))
  return place.itemKey() === pointerTokens(at).at(-1) ? item : undefined
}

/** Offsets in a translation's pointer at which it says `name` at one of `places`. */
export function namedSteps(
  pointer: string,
  {
    name,
    places,
    content,
    schema,
  }: { name: string; places: ReadonlyMap<string, readonly number[]>; content: unknown; schema: object },
): number[] {
  const offsets: number[] = []
  let value = content
  let place = schemaPlace(schema)
  let at = ''
  let offset = 1
  for (const token of pointerTokens(pointer)) {
    const key = place.itemKey()
    const index = Array.isArray(value) && key ? value.findIndex(item => item?.[key] === token) : -1
    const step = index === -1 ? token : String(index)
    at = pointerTo(at, step)
    // A position says no name.
    for (const from of Array.isArray(value) && index === -1 ? [] : (places.get(at) ?? []))
      if (token.startsWith(name, from)) offsets.push(offset + from)
    offset += pointerTo('', token).length
    value = valueAt(value, pointerTo('', step))
    place = place.child(step)
  }
  return offsets
}
