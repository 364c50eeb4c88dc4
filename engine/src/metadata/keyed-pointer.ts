import { pointerTo, pointerTokens } from './json-pointer.ts'
import { isPlainObject } from './plain-object.ts'
import { schemaPlace } from './schema-walk.ts'

/**
 * The plain pointer for one that names items of arrays by their key: `/sections/basics/title` → `/sections/0/title`.
 * Translations are written so, because positions change when a layer adds an item. Tokens that name nothing stay.
 */
export function plainPointer(pointer: string, content: unknown, schema: object): string {
  let value = content
  let place = schemaPlace(schema)
  let at = ''
  for (const token of pointerTokens(pointer)) {
    const step = Array.isArray(value) ? positionOf(value, token, place.itemKey()) : token
    at = pointerTo(at, step)
    place = place.child(step)
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as any)[step] : undefined
  }
  return at
}

/** The other way: positions in arrays whose items have a key become those keys. */
export function keyedPointer(pointer: string, content: unknown, schema: object): string {
  let value = content
  let place = schemaPlace(schema)
  let at = ''
  for (const token of pointerTokens(pointer)) {
    const key = Array.isArray(value) ? place.itemKey() : undefined
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, token) ? (value as any)[token] : undefined
    const name = key && isPlainObject(value) ? value[key] : undefined
    at = pointerTo(at, typeof name === 'string' ? name : token)
    place = place.child(token)
  }
  return at
}

function positionOf(items: unknown[], token: string, key: string | undefined): string {
  if (key === undefined || key === '') return token
  const found = items.findIndex(item => isPlainObject(item) && item[key] === token)
  return found === -1 ? token : String(found)
}
