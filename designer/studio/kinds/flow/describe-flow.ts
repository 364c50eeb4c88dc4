import type { Words } from '../../core/room.ts'
import { factsOf, titleOf, type Fact } from './describe/flow-facts.ts'
import {
  attribute,
  localName,
  readFlow,
  textOf,
  childrenOf,
  type FlowText,
  type XmlElement,
} from './describe/read-flow.ts'

type Parse = (xml: string) => { documentElement: XmlElement | null }

/**
 * What publishing `after` over `before` changes, in words; the drawing does not count. Empty when a text is no BPMN.
 * `parse` is the browser's unless a test brings its own.
 */
export function describeFlow(before: string, after: string, t: Words, parse: Parse = parseInBrowser): string[] {
  const [old, now] = [readFlow(parse(before)), readFlow(parse(after))]
  if (!old || !now) return []
  const removed = [...old.elements].filter(([id]) => !now.elements.has(id))
  return [
    ...describeProcess(old, now, t),
    ...removed.map(([id, element]) => t('elementRemoved', { element: nameOf(old, id, element, t) })),
    ...[...now.elements].flatMap(([id, element]) => describeElement(id, element, { old, now, t })),
  ]
}

interface Compared {
  old: FlowText
  now: FlowText
  t: Words
}

function describeElement(id: string, element: XmlElement, { old, now, t }: Compared): string[] {
  const earlier = old.elements.get(id)
  if (!earlier) return [t('elementAdded', { element: nameOf(now, id, element, t) })]
  const subject = titleOf(old, id)
  const type: [Fact[], Fact[]] =
    localName(earlier.tagName) === localName(element.tagName)
      ? [[], []]
      : [[['type', typeWords(earlier, t)]], [['type', typeWords(element, t)]]]
  return compareFacts(
    subject,
    [...type[0], ...factsOf(earlier, { flow: old, t })],
    [...type[1], ...factsOf(element, { flow: now, t })],
    t,
  )
}

function describeProcess(old: FlowText, now: FlowText, t: Words): string[] {
  const facts = ({ process }: FlowText): Fact[] => [
    ['name', attribute(process, 'name')],
    ['documentation', textOf(childrenOf(process, 'documentation')[0])],
  ]
  return compareFacts(t('flow.process', {}), facts(old), facts(now), t)
}

function compareFacts(subject: string, before: Fact[], after: Fact[], t: Words): string[] {
  const [old, now] = [new Map(before), new Map(after)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(key => {
    const [from, to] = [old.get(key) ?? '', now.get(key) ?? '']
    if (from === to) return []
    return [t('attribute', { element: subject, attribute: factWords(key, t), before: from || '–', after: to || '–' })]
  })
}

function factWords(key: string, t: Words): string {
  const [kind, input] = key.split(':')
  return input === undefined ? t(`flow.facts.${kind}`, {}) : t('flow.facts.input', { name: input })
}

const nameOf = (flow: FlowText, id: string, element: XmlElement, t: Words): string =>
  t('flow.named', { type: typeWords(element, t), title: titleOf(flow, id) })

const typeWords = (element: XmlElement, t: Words): string => t(`flow.types.${localName(element.tagName)}`, {})

const parseInBrowser: Parse = xml => new DOMParser().parseFromString(xml, 'application/xml')
