import { WHO_TYPES, type WhoContent } from '@jingwei/engine/model'

export { WHO_TYPES, type WhoContent }
export type WhoType = WhoContent['type']

/** Attributes that each way of finding people has; others of the element would say nothing and are left out. */
const ATTRIBUTES: Record<WhoType, readonly Exclude<keyof WhoContent, 'type' | 'candidate'>[]> = {
  unit_head: ['unitType', 'level'],
  position: ['code'],
  role: ['name'],
  person: ['code'],
  starter: [],
  field: ['field'],
  expression: ['value', 'gives'],
}

/** Reads `jw:approver` or `jw:assignment`. A type that the engine doesn't know is shown as an expression, as the engine reads it. */
export function readWho(element: Partial<Record<keyof WhoContent, unknown>>): WhoContent {
  const type = WHO_TYPES.find(known => known === element.type) ?? 'expression'
  const entries = ATTRIBUTES[type].flatMap(key => (typeof element[key] === 'string' ? [[key, element[key]]] : []))
  return { type, ...Object.fromEntries(entries), ...(element.candidate === true && { candidate: true }) }
}

/** Attributes to write: exactly those of its type. */
export function whoAttributes(who: WhoContent): Record<string, string | boolean> {
  const entries = ATTRIBUTES[who.type].flatMap(key => (who[key] ? [[key, who[key]]] : []))
  return { type: who.type, ...Object.fromEntries(entries), ...(who.candidate && { candidate: true }) }
}

/** A way just chosen, with the setting that most people want. */
export function newWho(type: WhoType): WhoContent {
  if (type === 'unit_head') return { type, level: '1' }
  return type === 'expression' ? { type, value: '=' } : { type }
}

/** A unit head is chosen in one list: `type:area` or `level:2`. */
export const unitChoice = (who: WhoContent): string =>
  who.unitType ? `type:${who.unitType}` : `level:${who.level ?? '1'}`

export function whoOfUnitChoice(choice: string): WhoContent {
  const [kind, value = ''] = choice.split(':')
  return kind === 'type' ? { type: 'unit_head', unitType: value } : { type: 'unit_head', level: value }
}

/** Moves one entry up (-1) or down (1); the same list when there is no place to go. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): readonly T[] {
  const to = index + by
  return to < 0 || to >= list.length ? list : list.toSpliced(index, 1).toSpliced(to, 0, list[index]!)
}
