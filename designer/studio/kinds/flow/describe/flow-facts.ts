import type { Words } from '../../../core/room.ts'
import { timerWords, TIMER_KINDS, TIMER_PROPERTIES } from '../edit/timer-text.ts'
import { readWho } from '../edit/who.ts'
import {
  attribute,
  childrenOf,
  extensionsNamed,
  localName,
  textOf,
  type FlowText,
  type XmlElement,
} from './read-flow.ts'
import { whoWords } from './who-words.ts'

/** One thing that an element says: the key of its name (`flow.facts.*`) and its words. */
export type Fact = readonly [key: string, text: string]

interface Reading {
  flow: FlowText
  t: Words
}

/** Everything that matters about an element, in the order in which the panel shows it. */
export function factsOf(element: XmlElement, reading: Reading): Fact[] {
  const own = READERS[localName(element.tagName)]?.(element, reading) ?? []
  return [
    ['name', attribute(element, 'name')],
    ['documentation', textOf(childrenOf(element, 'documentation')[0])],
    ...own,
  ]
}

const READERS: Readonly<Record<string, (element: XmlElement, reading: Reading) => Fact[]>> = {
  startEvent: element => {
    const [trigger] = extensionsNamed(element, 'trigger')
    return [['trigger', [attribute(trigger, 'entity'), attribute(trigger, 'on')].filter(Boolean).join(' · ')]]
  },
  userTask: userTaskFacts,
  serviceTask: callFacts,
  sendTask: callFacts,
  businessRuleTask: element => [
    ['ruleSet', attribute(element, 'ruleSet')],
    ['binding', attribute(element, 'binding')],
    ...inputFacts(element),
    ['resultVariable', attribute(element, 'resultVariable')],
  ],
  scriptTask: element => [
    ['script', textOf(childrenOf(element, 'script')[0])],
    ['resultVariable', attribute(element, 'resultVariable')],
  ],
  exclusiveGateway: (element, { flow }) => [['default', targetTitle(flow, attribute(element, 'default'))]],
  boundaryEvent: (element, { flow, t }) => [
    timerFact(element, t),
    ['attachedTo', titleOf(flow, attribute(element, 'attachedToRef'))],
    ['interrupting', t(`flow.interrupting.${attribute(element, 'cancelActivity') !== 'false'}`, {})],
  ],
  intermediateCatchEvent: (element, { t }) => [timerFact(element, t)],
  sequenceFlow: (element, { flow }) => [
    ['from', titleOf(flow, attribute(element, 'sourceRef'))],
    ['to', titleOf(flow, attribute(element, 'targetRef'))],
    ['condition', textOf(childrenOf(element, 'conditionExpression')[0]).replace(/^=/, '')],
  ],
  textAnnotation: element => [['text', textOf(childrenOf(element, 'text')[0])]],
}

/** Settings of an approval that are words of a list, with what the engine takes when they are not said. */
const POLICIES = [
  ['mode', 'all'],
  ['starter', 'superior'],
  ['empty', 'incident'],
  ['dedupe', 'none'],
  ['opinion', 'on_return'],
] as const

function userTaskFacts(element: XmlElement, { flow, t }: Reading): Fact[] {
  const [approval] = extensionsNamed(element, 'approval')
  const who = approval ? childrenOf(approval, 'approver') : extensionsNamed(element, 'assignment')
  const people: Fact = [
    approval ? 'approvers' : 'assignment',
    who.map(each => whoWords(readWho(attributesOf(each)), t)).join(t('flow.list', {})),
  ]
  const form: Fact = ['form', attribute(element, 'form') || attribute(approval, 'form')]
  const rest: Fact[] = [
    form,
    ['due', attribute(element, 'due')],
    ['resultVariable', attribute(element, 'resultVariable')],
  ]
  if (!approval) return [people, ...rest]
  const policies = POLICIES.map(([key, otherwise]): Fact => [
    key,
    t(`flow.${key}.${attribute(approval, key) || otherwise}`, {}),
  ])
  const targets = (['returnTo', 'rejectTo'] as const).map((key): Fact => [key, titleOf(flow, attribute(approval, key))])
  return [people, ...policies, ...targets, ...rest]
}

function callFacts(element: XmlElement): Fact[] {
  const result: Fact = ['resultVariable', attribute(element, 'resultVariable')]
  return [['function', attribute(element, 'function')], ...inputFacts(element), result]
}

const inputFacts = (element: XmlElement): Fact[] =>
  extensionsNamed(element, 'input').map((input): Fact => [
    `input:${attribute(input, 'name')}`,
    attribute(input, 'value'),
  ])

function timerFact(element: XmlElement, t: Words): Fact {
  const [definition] = childrenOf(element, 'timerEventDefinition')
  const kind = TIMER_KINDS.find(each => childrenOf(definition, TIMER_PROPERTIES[each]).length > 0) ?? 'duration'
  const text = textOf(childrenOf(definition, TIMER_PROPERTIES[kind])[0])
  return ['timer', timerWords(kind, text, (key, values) => t(`flow.${key}`, values))]
}

function attributesOf(element: XmlElement): Record<string, string> {
  return Object.fromEntries([...element.attributes].map(({ name, value }) => [localName(name), value]))
}

function targetTitle(flow: FlowText, sequenceFlow: string): string {
  return titleOf(flow, attribute(flow.elements.get(sequenceFlow), 'targetRef'))
}

/** Name, else for a nameless connection where it leads, else the id. */
export function titleOf(flow: FlowText, id: string): string {
  const element = flow.elements.get(id)
  const name = attribute(element, 'name')
  if (!element || name || localName(element.tagName) !== 'sequenceFlow') return name || id
  return `${titleOf(flow, attribute(element, 'sourceRef'))} → ${titleOf(flow, attribute(element, 'targetRef'))}`
}
