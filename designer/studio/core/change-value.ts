import { grouped } from '../kinds/rule-set/cell-text.ts'
import { whoWords } from '../kinds/flow/describe/who-words.ts'
import { timerWords, type TimerKind } from '../kinds/flow/edit/timer-text.ts'
import { readWho } from '../kinds/flow/edit/who.ts'
import type { ChangeWords } from './change-words.ts'
import type { ContentTitles } from './content-titles.ts'
import type { Words } from './room.ts'

/** Longer ones are cut: a sentence is read at a glance, the text shows all. */
const LONGEST = 80

interface ValueContext {
  words: ChangeWords
  titles: ContentTitles
  /** Last name of the place, e.g. `mode`: some values have words of their own there. */
  name?: string
  /** For the time of a timer. */
  timer?: TimerKind
}

/** A value of a definition as people write it: `–` for none, thousands separated, titles before names. */
export function valueWords(value: unknown, context: ValueContext): string {
  const { words } = context
  if (value === undefined || value === null || value === '') return '–'
  if (typeof value === 'boolean') return words.say(value ? 'yes' : 'no', {})
  if (typeof value === 'number') return grouped(String(value))
  if (typeof value === 'string') return shortened(ofText(value, context))
  if (Array.isArray(value)) return shortened(ofList(value, context))
  return shortened(ofObject(value as Record<string, unknown>, context))
}

/** True when two values fit into a sentence beside each other. */
export const isBrief = (value: unknown): boolean =>
  typeof value === 'string'
    ? !value.trim().includes('\n')
    : typeof value !== 'object' || value === null || Array.isArray(value) || 'value' in value || '$tag' in value

function ofText(text: string, { words, titles, timer, name = '' }: ValueContext): string {
  if (timer) return timerWords(timer, text, (key, values) => words.flow(`flow.${key}`, values) ?? key)
  const known = words.flow(`flow.${name}.${text}`) ?? words.find(`value.${name}.${text}`)
  const named = LABELS.has(name) ? undefined : titles.named(text)
  return known ?? named ?? grouped(text.trim().replace(/^=/, '').replaceAll(/\s+/g, ' '))
}

/** Places with words for people: what stands there names nothing. */
const LABELS = new Set(['title', 'name', 'description', 'help', 'message', 'reason', 'group_title'])

function ofList(items: readonly unknown[], context: ValueContext): string {
  if (items.length === 0) return '–'
  return items.map(item => valueWords(item, context)).join(context.words.say('list', {}))
}

function ofObject(value: Record<string, unknown>, context: ValueContext): string {
  const { $tag, $text, title, name, key, field } = value
  if (typeof $tag === 'string' && 'type' in value) return whoWords(readWho(textsOf(value)), wordsOf(context.words))
  if (typeof $text === 'string') return ofText($text, context)
  if (typeof value.fact === 'string' && 'value' in value) return valueWords(value.value, context)
  const said = [title, name, key, field].find(each => typeof each === 'string' && each !== '')
  return typeof said === 'string' ? said : JSON.stringify(value)
}

const wordsOf =
  ({ flow }: ChangeWords): Words =>
  (key, values) =>
    flow(key, values) ?? key

const textsOf = (value: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (typeof each === 'string' ? [[key, each]] : [])))

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)
