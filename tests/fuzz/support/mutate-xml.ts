import { HOSTILE_TEXTS } from './hostile.ts'
import { mutateLetters } from './mutate-text.ts'
import type { Random } from './random.ts'

/** Changes elements, attributes and declarations of an XML text; `donor` is another text that parts are taken from. */
export function mutateXml(text: string, donor: string, random: Random): string {
  let changed = text
  for (let steps = 1 + random.int(3); steps > 0; steps--) changed = random.pick(STEPS)(changed, donor, random)
  return changed
}

type Step = (text: string, donor: string, random: Random) => string

const STEPS: readonly Step[] = [
  // An attribute gets the value of another: ids twice, references to themselves, circles.
  (text, donor, random) =>
    replaced(text, attributes(text), random, () => valueOf(attributes(random.onceIn(3) ? donor : text), random)),
  (text, donor, random) =>
    replaced(text, attributes(text), random, () => valueOf(attributes(random.onceIn(3) ? donor : text), random)),
  (text, _, random) => replaced(text, attributes(text), random, ({ part }) => escaped(mutateLetters(part, random))),
  (text, _, random) => replaced(text, whole(text), random, () => ''),
  (text, _, random) => replaced(text, whole(text), random, ({ part }) => part + part),
  (text, donor, random) => replaced(text, whole(text), random, ({ part }) => part + valueOf(whole(donor), random)),
  (text, donor, random) => replaced(text, tags(text), random, () => valueOf(tags(donor), random)),
  (text, _, random) => replaced(text, tags(text), random, () => ''),
  (text, _, random) => replaced(text, names(text), random, () => random.pick(NAMES)),
  (text, _, random) => replaced(text, tags(text), random, ({ part }) => random.pick(INSERTS) + part),
  (text, _, random) =>
    replaced(text, tags(text), random, ({ part }) => part.replace(/\/?>$/, ` ${random.pick(ATTRIBUTES)}$&`)),
  (text, _, random) => replaced(text, tags(text), random, ({ part }) => part + nested(random)),
]

interface Part {
  from: number
  part: string
}

const partsOf = (text: string, pattern: RegExp): Part[] =>
  [...text.matchAll(pattern)].map(match => ({ from: match.index + match[0].indexOf(match[1]!), part: match[1]! }))

const tags = (text: string): Part[] => partsOf(text, /(<[^<>!?]+>)/g)
const attributes = (text: string): Part[] => partsOf(text, /="([^"<>]*)"/g)
const names = (text: string): Part[] => partsOf(text, /<\/?([\w:]+)/g)
/** Elements without elements in them. */
const whole = (text: string): Part[] => partsOf(text, /(<([\w:]+)(?:\s[^<>]*)?(?:\/>|>[^<>]*<\/\2>))/g)

const valueOf = (parts: readonly Part[], random: Random): string => (parts.length === 0 ? '' : random.pick(parts).part)

function replaced(text: string, parts: readonly Part[], random: Random, by: (part: Part) => string): string {
  if (parts.length === 0) return text
  const part = random.pick(parts)
  return text.slice(0, part.from) + by(part) + text.slice(part.from + part.part.length)
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const NAMES = [
  'bpmn:userTask',
  'bpmn:process',
  'bpmn:definitions',
  'bpmn:parallelGateway',
  'bpmn:boundaryEvent',
  'bpmn:subProcess',
  'bpmn:sequenceFlow',
  'bpmn:incoming',
  'bpmn:constructor',
  'bpmn:__proto__',
  'jw:approval',
  'jw:unknown',
  'unknown:task',
  'a',
  '__proto__',
  'constructor',
]

const INSERTS = [
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
  '<!doctype html>',
  '<!ENTITY a "b">',
  '<![CDATA[<bpmn:task id="x"/>]]>',
  '<![CDATA[',
  '<!-- a comment -->',
  '<!--',
  '<?xml version="1.1" encoding="utf-16"?>',
  '<?php ?>',
  '&amp;&#0;&#x10ffff;&#xd800;',
  '&unknown;',
  'text between',
  ']]>',
  '<',
  '>',
]

const ATTRIBUTES = [
  'xmlns:bpmn="http://127.0.0.1/"',
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:jw=""',
  'xmlns:__proto__="x"',
  'id="id" id="id"',
  'id=""',
  'id="__proto__"',
  '__proto__="x"',
  'constructor="x"',
  'toString="x"',
  '$type="bpmn:Task"',
  '$parent="x"',
  'sourceRef="start"',
  'default="default"',
  'isExecutable="maybe"',
  'xsi:type="bpmn:tFormalExpression"',
  'a=b',
  `name="${HOSTILE_TEXTS.filter(each => !/["<>&]/.test(each)).join(' ')}"`,
]

function nested(random: Random): string {
  const name = random.pick(['bpmn:subProcess', 'bpmn:extensionElements', 'a', 'jw:approval'])
  const depth = random.pick([3, 50, 99, 101, 2_000])
  return `<${name}>`.repeat(depth) + `</${name}>`.repeat(depth)
}
