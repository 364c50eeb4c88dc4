import { pointerTokens } from '@jingwei/engine/model'
import type { ChangeWords } from './change-words.ts'
import type { ContentTitles } from './content-titles.ts'

interface AspectContext {
  words: ChangeWords
  titles: ContentTitles
}

/** Steps of a pointer that only hold others together. */
const STRUCTURE =
  /^([$](parts|text|di)|extensionElements|conditions|all|any|event|params|\w+EventDefinition|time(Duration|Date|Cycle))$/

/** Names by which the flow designer knows things that BPMN calls otherwise. */
const BPMN_NAMES: Readonly<Record<string, string>> = {
  $tag: 'type',
  $people: 'approvers',
  sourceRef: 'from',
  targetRef: 'to',
  conditionExpression: 'condition',
  attachedToRef: 'attachedTo',
  cancelActivity: 'interrupting',
}

/**
 * What of a thing changed, in words: the steps below it, e.g. `最大值` for `/maximum`. Empty when it is the thing itself.
 * `below` are the tokens under the thing; `above` those that lead to it.
 */
export function aspectWords(below: readonly string[], above: readonly string[], context: AspectContext): string {
  const said: string[] = []
  below.forEach((token, i) => {
    if (STRUCTURE.test(token) || (token === 'jw:approval' && i < below.length - 1)) return
    said.push(stepWords(token, [...above, ...below.slice(0, i + 1)], context))
  })
  return [...new Set(said)].join(' · ')
}

/** The whole place in words, e.g. `字段 · 合同金额 · 最大值` for `/properties/amount/maximum`. */
export const placeWords = (at: string, context: AspectContext): string =>
  aspectWords(pointerTokens(at), [], context) || context.words.say('whole', {})

/** The last name of a place, without the vocabulary it is of. */
export const lastName = (tokens: readonly string[]): string => {
  const last = tokens.findLast(token => !STRUCTURE.test(token)) ?? ''
  return BPMN_NAMES[last] ?? last.replace(/^jw:/, '')
}

function stepWords(token: string, tokens: readonly string[], { words, titles }: AspectContext): string {
  const title = titles.at(tokens)
  if (title !== undefined) return title
  const name = BPMN_NAMES[token] ?? token.replace(/^jw:/, '')
  const [fact = '', operator] = name.split(' ')
  if (operator !== undefined && words.find(`operator.${operator}`) !== undefined)
    return `${titles.named(fact) ?? fact} ${words.find(`operator.${operator}`)}`
  return words.find(`aspect.${name}`) ?? words.flow(`flow.facts.${name}`) ?? titles.named(name) ?? name
}
