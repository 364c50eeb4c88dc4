import { isDeclaration, knownNamespaces, prefixOf } from './namespaces.ts'
import type { XmlElement } from './xml-element.ts'

/**
 * The canonical text: two spaces a level, one element a line, attributes in the order that they are given, the namespaces
 * in use declared at the root.
 */
export function writeXml(root: XmlElement): string {
  const declared = { ...knownIn(root), ...foreignIn(root) }
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>']
  const head = `<${root.tag}`
  const attributes = [...Object.entries(declared), ...undeclared(root, declared)].map(written)
  const open = `${head} ${attributes.join(`\n${' '.repeat(head.length + 1)}`)}`
  if (root.children.length === 0) return `${[...lines, `${open} />`].join('\n')}\n`
  lines.push(`${open}>`)
  for (const child of root.children) write(child, '  ', { declared, lines })
  return `${[...lines, `</${root.tag}>`].join('\n')}\n`
}

interface Output {
  /** Declarations of the root. */
  declared: Readonly<Record<string, string>>
  lines: string[]
}

function write(element: XmlElement, indent: string, output: Output): void {
  const { lines, declared } = output
  const open = [`${indent}<${element.tag}`, ...undeclared(element, declared).map(written)].join(' ')
  if (element.children.length > 0) {
    lines.push(`${open}>`)
    for (const child of element.children) write(child, `${indent}  `, output)
    lines.push(`${indent}</${element.tag}>`)
  } else if (element.text === undefined) lines.push(`${open} />`)
  else lines.push(`${open}>${escapedText(element.text)}</${element.tag}>`)
}

const undeclared = ({ attributes }: XmlElement, declared: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(attributes).filter(([name, value]) => !isDeclaration(name) || declared[name] !== value)

/** Of the namespaces that the canonical text always calls the same, those that some name uses. */
function knownIn(root: XmlElement): Record<string, string> {
  const used = new Set([...elementsIn(root)].flatMap(namesOf).map(prefixOf))
  const needed = [...knownNamespaces].filter(([prefix]) => prefix !== 'xml' && used.has(prefix))
  return Object.fromEntries(needed.map(([prefix, uri]) => [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, uri]))
}

const namesOf = ({ tag, attributes }: XmlElement): string[] => [
  tag,
  ...Object.keys(attributes).filter(name => name.includes(':') && !isDeclaration(name)),
  ...(attributes['xsi:type'] === undefined ? [] : [attributes['xsi:type']]),
]

/** The other namespaces, unless one prefix stands for two: then each element keeps its own declaration. */
function foreignIn(root: XmlElement): Record<string, string> {
  const uris = new Map<string, Set<string>>()
  for (const { attributes } of elementsIn(root)) {
    for (const [name, uri] of Object.entries(attributes)) {
      if (isDeclaration(name)) uris.set(name, (uris.get(name) ?? new Set()).add(uri))
    }
  }
  const single = [...uris].filter(([, each]) => each.size === 1).map(([name, [uri]]) => [name, uri!] as const)
  return Object.fromEntries(single.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function* elementsIn(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) yield* elementsIn(child)
}

const written = ([name, value]: [string, string]): string => `${name}="${escapedAttribute(value)}"`

const escapedText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')

/** A line end in an attribute would be read as a space. */
const escapedAttribute = (text: string): string =>
  escapedText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
