import type { ModdleElement } from './moddle-element.ts'

/** Those of the named attributes that the element has. */
export const texts = <Key extends string>(element: ModdleElement, keys: readonly Key[]): Partial<Record<Key, string>> =>
  Object.fromEntries(keys.filter(key => element[key] !== undefined).map(key => [key, element[key]])) as Partial<
    Record<Key, string>
  >
