import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as content from './content.ts'
import moddle from './jw-moddle.json' with { type: 'json' }
import { readXml } from './tree/read-xml.ts'
import type { XmlElement } from './tree/xml-element.ts'

const schema = readXml(readFileSync(new URL('jingwei-bpmn.xsd', import.meta.url), 'utf8'))

/** The library that reads the descriptor writes its prefix into it. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1)
const alias = (name: string): string => name[0]!.toLowerCase() + name.slice(1)

interface Property {
  name: string
  type: string
  isMany?: boolean
}
interface Type {
  name: string
  extends?: string[]
  isAbstract?: boolean
  superClass?: string[]
  properties?: Property[]
}
const types = moddle.types as Type[]
const named = (name: string): Type | undefined => types.find(type => local(type.name) === local(name))

const within = (element: XmlElement, tag: string): XmlElement[] =>
  element.children.flatMap(child => [...(child.tag === tag ? [child] : []), ...within(child, tag)])
const topLevel = (tag: string): XmlElement[] => schema.children.filter(child => child.tag === tag)
const nameOf = ({ attributes }: XmlElement): string => attributes['name'] ?? attributes['ref'] ?? ''

/** Properties of a type and of all that it is a sort of. */
function propertiesOf(type: Type | undefined): Property[] {
  if (type === undefined) return []
  return [...propertiesOf(named(type.superClass?.[0] ?? '')), ...(type.properties ?? [])]
}

function partsOf(name: string): string[] {
  const type = topLevel('xs:complexType').find(each => nameOf(each) === name)!
  const base = within(type, 'xs:extension')[0]?.attributes['base']
  const own = [...within(type, 'xs:attribute'), ...within(type, 'xs:element')].map(nameOf)
  return [...(base === undefined ? [] : partsOf(base)), ...own]
}

test('the schema declares the elements that the descriptor has, with their attributes and elements', () => {
  const elements = types.filter(type => type.extends === undefined && type.isAbstract !== true)
  const declared = topLevel('xs:element')

  expect(declared.map(nameOf)).toEqual(elements.map(type => alias(local(type.name))))
  for (const type of elements) {
    const { attributes } = declared.find(each => nameOf(each) === alias(local(type.name)))!
    const parts = propertiesOf(type).map(({ name, isMany, type: of }) => (isMany ? alias(local(of)) : local(name)))
    expect([...partsOf(attributes['type']!)].sort()).toEqual([...parts].sort())
  }
})

test('the schema declares the attributes that the descriptor gives to elements of BPMN, of the same types', () => {
  const TYPES: Readonly<Record<string, string>> = { String: 'string', Boolean: 'boolean', Integer: 'integer' }
  const given = types.flatMap(type => (type.extends === undefined ? [] : (type.properties ?? [])))
  const expected = new Map(given.map(({ name, type }) => [local(name), TYPES[local(type)]]))
  const simple = new Set(topLevel('xs:simpleType').map(nameOf))
  const declared = topLevel('xs:attribute').map(each => {
    const type = each.attributes['type']!
    return [nameOf(each), simple.has(type) ? 'string' : local(type)]
  })

  expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(expected))
  expect(declared).toHaveLength(expected.size)
})

test.each([
  ['modeValue', content.APPROVAL_MODES],
  ['starterValue', content.STARTER_POLICIES],
  ['emptyValue', content.EMPTY_POLICIES],
  ['dedupeValue', content.DEDUPE_POLICIES],
  ['opinionValue', content.OPINION_POLICIES],
  ['historyValue', content.HISTORY_LEVELS],
  ['whoKind', content.WHO_TYPES],
])('the schema knows the values of %s', (name, values) => {
  const type = topLevel('xs:simpleType').find(each => nameOf(each) === name)!

  expect(within(type, 'xs:enumeration').map(({ attributes }) => attributes['value'])).toEqual(values)
})
