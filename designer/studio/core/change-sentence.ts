import { pointerTokens, type DescribedChange, type Impact } from '@jingwei/engine/model'
import { TIMER_KINDS, TIMER_PROPERTIES } from '../kinds/flow/edit/timer-text.ts'
import { aspectWords, lastName } from './change-aspect.ts'
import { isBrief, valueWords } from './change-value.ts'
import type { ChangeWords } from './change-words.ts'
import type { ContentTitles } from './content-titles.ts'

export interface ChangeSentence {
  text: string
  impact: Impact
  /** The changes that it tells. */
  changes: readonly DescribedChange[]
}

interface SentenceContext {
  titles: ContentTitles
  words: ChangeWords
}

/** Changes of the drawing: of many of them only their number is told. */
const DRAWING = new Set(['element_moved', 'diagram_changed'])

/** All changes of a definition, each in one sentence; what only moves shapes of a diagram in one together. */
export function changeSentences(changes: readonly DescribedChange[], context: SentenceContext): ChangeSentence[] {
  const drawn = changes.filter(change => DRAWING.has(change.code))
  const said = changes.filter(change => !DRAWING.has(change.code))
  const sentences = said.map(change => ({
    text: changeSentence(change, context),
    impact: change.impact,
    changes: [change],
  }))
  if (drawn.length === 0) return sentences
  const text = context.words.say('drawing', { count: String(drawn.length) })
  return [...sentences, { text, impact: 'none', changes: drawn }]
}

/** One change in words, e.g. `规则“L1 片区经理”：最高折扣（%） ≤ 10 → 12`. */
export function changeSentence(change: DescribedChange, context: SentenceContext): string {
  const { words } = context
  const place = placeOf(change, context)
  const { noun, verb } = splitCode(change.code)
  const values = { noun: nounWords(noun, words), subject: place.subject, aspect: place.aspect }
  if (words.find(`code.${change.code}`) !== undefined) return words.say(`code.${change.code}`, values)
  if (verb === 'renamed' && place.aspect === '')
    return words.say('renamed', { ...values, ...valuesOf(change, context) })
  if (place.aspect === '') return whole(change, verb, values, context)
  const thing = place.subject === '' ? place.aspect : words.say('of', values)
  if (change.op === 'move') return words.say('placeMoved', { thing })
  if (!isBrief(change.before) || !isBrief(change.after)) return words.say(`place_${change.op}`, { thing })
  return words.say('changed', { thing, ...valuesOf(change, context) })
}

/** The thing itself came, went, moved or was replaced. */
function whole(
  change: DescribedChange,
  verb: string,
  values: Record<string, string>,
  { words }: SentenceContext,
): string {
  const key = { add: 'added', remove: 'removed', move: 'moved', replace: 'replaced' }[change.op]
  return words.say(words.find(verb) === undefined || change.op !== 'replace' ? key : verb, values)
}

/** What the change is of, by its title, and what below that changed. */
function placeOf(change: DescribedChange, context: SentenceContext): { subject: string; aspect: string } {
  const tokens = pointerTokens(change.at)
  const at = tokens.lastIndexOf(change.subject)
  // A fact of the definition itself, such as its title, is no thing with a name.
  if (change.subject === '' || (at === 0 && context.titles.at(tokens.slice(0, 1)) === undefined))
    return { subject: '', aspect: aspectWords(tokens, [], context) }
  const above = at === -1 ? tokens : tokens.slice(0, at + 1)
  const below = at === -1 ? [] : tokens.slice(at + 1)
  return { subject: subjectTitle(change, above, context), aspect: aspectWords(below, above, context) }
}

function subjectTitle(change: DescribedChange, tokens: readonly string[], { titles }: SentenceContext): string {
  return titles.at(tokens) ?? titles.named(change.subject) ?? titleOf(change.after ?? change.before) ?? change.subject
}

const titleOf = (value: unknown): string | undefined => {
  const { title, name } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  return [title, name].find((each): each is string => typeof each === 'string' && each !== '')
}

function valuesOf({ before, after, at }: DescribedChange, { words, titles }: SentenceContext) {
  const tokens = pointerTokens(at)
  const timer = TIMER_KINDS.find(kind => tokens.includes(TIMER_PROPERTIES[kind]))
  const context = { words, titles, name: lastName(tokens), ...(timer && { timer }) }
  return { before: valueWords(before, context), after: valueWords(after, context) }
}

const VERB =
  /^(.+)_(added|removed|moved|reordered|renamed|changed|retyped|rerouted|labelled|limit_changed|placed|withdrawn|required|optional)$/

function splitCode(code: string): { noun: string; verb: string } {
  const [, noun = code, verb = 'changed'] = VERB.exec(code) ?? []
  return { noun: noun.replace(/_limit$/, ''), verb }
}

const nounWords = (noun: string, words: ChangeWords): string =>
  words.find(`noun.${noun}`) ?? words.find(`aspect.${noun}`) ?? noun.replaceAll('_', ' ')
