import { createScanner, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Node, ParseError } from 'jsonc-parser'
import type { Diagnostic } from './diagnostic.ts'
import { pointerTo, pointerTokens } from './json-pointer.ts'
import { jsonStringOffset } from './json-string-offset.ts'
import type { Place } from './kind.ts'
import { textPlaces } from './text-places.ts'

/** Bounds of one text of a pack: definitions are not trusted. */
export const textLimits = {
  /** Bytes in UTF-8. */
  bytes: 2_000_000,
  /** Nested objects and arrays. */
  depth: 64,
} as const

export interface JsonSource {
  /** Absent when a diagnostic is an error. */
  content?: unknown
  diagnostics: Diagnostic[]
  /**
   * Where the value of a pointer begins; the nearest ancestor that exists for an unknown one. `within`: where the unit of
   * that index of a string's value stands, behind escapes too.
   */
  locate(pointer: string, within?: number): Place
  /** Where the key of a pointer begins, e.g. of one that must not be there. */
  locateKey(pointer: string): Place
}

/** Strict JSON (RFC 8259: no comments, no trailing commas) with the place of every value. Never throws on bad text. */
export function parseJsonSource({ text, file }: { text: string; file: string }): JsonSource {
  const place = textPlaces(text)
  const fault = (code: string, offset: number, message: string): Diagnostic => ({
    code,
    severity: 'error',
    message,
    file,
    ...place(offset),
  })
  const refused = tooLarge(text, fault) ?? tooDeep(text, fault)
  if (refused) return withoutContent([refused])

  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
  if (errors[0] || !root) return withoutContent([syntaxFault(errors[0], fault)])
  const keyFaults = faultyKeys(root, '', fault)
  return {
    ...(keyFaults.length === 0 ? { content: getNodeValue(root) as unknown } : {}),
    diagnostics: keyFaults,
    locate: (pointer, within) => place(offsetIn(text, nodeAt(root, pointer), within)),
    locateKey: pointer => place(keyNode(nodeAt(root, pointer)).offset),
  }
}

type FaultAt = (code: string, offset: number, message: string) => Diagnostic

const start: Place = { line: 1, column: 1 }
const withoutContent = (diagnostics: Diagnostic[]): JsonSource => ({
  diagnostics,
  locate: () => start,
  locateKey: () => start,
})

function tooLarge(text: string, fault: FaultAt): Diagnostic | undefined {
  // A UTF-16 unit is at most three bytes, so most texts need not be encoded to be measured.
  if (text.length * 3 <= textLimits.bytes || new TextEncoder().encode(text).length <= textLimits.bytes) return undefined
  return fault(
    'json.too_large',
    0,
    `The file is larger than ${textLimits.bytes} bytes. Split it into several definitions.`,
  )
}

/** By a scan and not by the parser, which recurses and would overflow the stack. */
function tooDeep(text: string, fault: FaultAt): Diagnostic | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  for (let token: number = scanner.scan(); token !== TOKEN.endOfText; token = scanner.scan()) {
    if (token === TOKEN.closeBrace || token === TOKEN.closeBracket) depth--
    if (token !== TOKEN.openBrace && token !== TOKEN.openBracket) continue
    if (++depth > textLimits.depth) {
      return fault(
        'json.too_deep',
        scanner.getTokenOffset(),
        `Values are nested deeper than ${textLimits.depth} levels.`,
      )
    }
  }
  return undefined
}

/** jsonc-parser's SyntaxKind, a const enum that isolated modules can't read. */
const TOKEN = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, endOfText: 17 }

function syntaxFault(error: ParseError | undefined, fault: FaultAt): Diagnostic {
  if (!error) return fault('json.syntax', 0, 'The file is empty. Write one JSON object.')
  const what = printParseErrorCode(error.error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
  return fault('json.syntax', error.offset, `This is not JSON: ${what}. Correct the text at this place.`)
}

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

function faultyKeys(node: Node, pointer: string, fault: FaultAt): Diagnostic[] {
  if (node.type === 'array')
    return (node.children ?? []).flatMap((item, i) => faultyKeys(item, pointerTo(pointer, i), fault))
  if (node.type !== 'object') return []
  const seen = new Set<string>()
  return (node.children ?? []).flatMap(property => {
    const [key, value] = property.children as [Node, Node]
    const name = key.value as string
    const at = pointerTo(pointer, name)
    const found = faultyKeys(value, at, fault)
    if (FORBIDDEN_KEYS.has(name)) {
      found.unshift({ ...fault('json.forbidden_key', key.offset, `The key "${name}" is not allowed.`), pointer: at })
    } else if (seen.has(name)) {
      const message = `The key "${name}" stands twice in this object. Keep one of them.`
      found.unshift({ ...fault('json.duplicate_key', key.offset, message), pointer: at })
    }
    seen.add(name)
    return found
  })
}

function nodeAt(root: Node, pointer: string): Node {
  let node = root
  for (const token of pointerTokens(pointer)) {
    const next = node.type === 'array' ? node.children?.[Number(token)] : membersOf(node).get(token)
    if (!next) return node
    node = next
  }
  return node
}

const members = new WeakMap<Node, ReadonlyMap<string, Node>>()

/** Made once: an object with thousands of faulty keys is asked for each of them. */
function membersOf(object: Node): ReadonlyMap<string, Node> {
  const known = members.get(object)
  if (known) return known
  const properties = object.type === 'object' ? (object.children ?? []) : []
  // Of a key that stands twice the first counts.
  const made = new Map(properties.toReversed().map(({ children }) => [children![0]!.value as string, children![1]!]))
  members.set(object, made)
  return made
}

const offsetIn = (text: string, { type, offset }: Node, within: number | undefined): number =>
  within === undefined || type !== 'string' ? offset : jsonStringOffset(text, offset, within)

const keyNode = (node: Node): Node => (node.parent?.type === 'property' ? node.parent.children![0]! : node)
