/** JSON as it is written: keys may stand twice or be `__proto__`, and `raw` may be anything, JSON or not. */
export type JsonTree = { members: [key: string, value: JsonTree][] } | { items: JsonTree[] } | { raw: string }

export function jsonTree(value: unknown): JsonTree {
  if (Array.isArray(value)) return { items: value.map(jsonTree) }
  if (typeof value !== 'object' || value === null) return { raw: JSON.stringify(value) }
  return { members: Object.entries(value).map(([key, each]) => [key, jsonTree(each)]) }
}

export function writeTree(tree: JsonTree): string {
  if ('raw' in tree) return tree.raw
  if ('items' in tree) return `[${tree.items.map(writeTree).join(',')}]`
  return `{${tree.members.map(([key, value]) => `${JSON.stringify(key)}:${writeTree(value)}\n`).join(',')}}`
}

/** Every object, list and value of the tree, itself first. */
export function nodesOf(tree: JsonTree): JsonTree[] {
  if ('raw' in tree) return [tree]
  const children = 'items' in tree ? tree.items : tree.members.map(([, value]) => value)
  return [tree, ...children.flatMap(nodesOf)]
}
