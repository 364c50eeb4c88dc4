import { parseTree, type Node } from 'jsonc-parser'
import { pointerTokens } from '../json-pointer.ts'
import { isPlainObject } from '../plain-object.ts'
import { schemaPlace } from '../schema-walk.ts'

/** Offsets in a text: 0-based, end exclusive. */
export interface Span {
  from: number
  to: number
}

/** Where letters `from` to `to` of a JSON string stand in its text, in which an escape takes several letters. */
export function spanInString(text: string, string: Node, from = 0, to = (string.value as string).length): Span {
  const offsets: number[] = []
  for (let at = string.offset + 1; offsets.length <= to; at += lettersAt(text, at)) offsets.push(at)
  return { from: offsets[from]!, to: offsets[to]! }
}

const lettersAt = (text: string, at: number): number => (text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2)

/** Parses a text that was read without faults before. */
export function treeOf(text: string): Node {
  const root = parseTree(text)
  if (!root) throw new TypeError('a text that was read as JSON is none now')
  return root
}

/** The members of an object's node, by key. */
export function membersOf(node: Node): { key: Node; value: Node }[] {
  if (node.type !== 'object') return []
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) => (key && value ? [{ key, value }] : []))
}

export const memberOf = (node: Node, name: string): Node | undefined =>
  membersOf(node).find(({ key }) => key.value === name)?.value

/** The node and everything below it. */
export function* nodesBelow(node: Node): Generator<Node> {
  yield node
  for (const child of node.children ?? []) yield* nodesBelow(child)
}

/** The key of a member's value; undefined for items and the root. */
export const keyOf = (value: Node): Node | undefined =>
  value.parent?.type === 'property' ? value.parent.children![0] : undefined

/**
 * What stands at a pointer of a merged content in the text of one of its layers: items are found by their keys, because
 * their positions differ from layer to layer. Undefined when the layer says nothing there.
 */
export function nodeInLayer(
  root: Node,
  pointer: string,
  merged: { content: unknown; schema: object },
): Node | undefined {
  let node: Node | undefined = root
  let value = merged.content
  let place = schemaPlace(merged.schema)
  for (const token of pointerTokens(pointer)) {
    if (!node) return undefined
    const below: unknown = ownValue(value, token)
    node = Array.isArray(value) ? itemInLayer(node, token, below, place.itemKey()) : memberOf(node, token)
    value = below
    place = place.child(token)
  }
  return node
}

function itemInLayer(list: Node, token: string, item: unknown, key: string | undefined): Node | undefined {
  if (list.type !== 'array') return undefined
  if (key === undefined) return list.children?.[Number(token)]
  if (key === '') return list.children?.find(each => each.value === item)
  return list.children?.find(each => memberOf(each, key)?.value === ownValue(item, key))
}

const ownValue = (value: unknown, key: string): unknown =>
  (isPlainObject(value) || Array.isArray(value)) && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
