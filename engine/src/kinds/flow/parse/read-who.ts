import { WHO_TYPES, type WhoContent } from '../content.ts'
import type { Choose } from './choose.ts'
import type { ModdleElement } from './moddle-element.ts'

const TEXTS = ['unitType', 'level', 'code', 'name', 'field', 'value'] as const

/** One way to find people, of an approval, a task or the start of a flow. */
export function readWho(who: ModdleElement, choose: Choose): WhoContent {
  const gives = choose('gives', who['gives'], ['roles'], undefined)
  return {
    type: choose('type', who['type'], WHO_TYPES, 'expression'),
    ...Object.fromEntries(TEXTS.filter(key => who[key] !== undefined).map(key => [key, who[key]])),
    ...(who['candidate'] === true && { candidate: true }),
    ...(gives !== undefined && { gives }),
  }
}
