import { HOSTILE_JSON, HOSTILE_KEYS } from './hostile.ts'
import { jsonTree, nodesOf, writeTree, type JsonTree } from './json-tree.ts'
import { mutateLetters } from './mutate-text.ts'
import type { Random } from './random.ts'

/** Changes some values, keys or items of a JSON text; `donor` is another text that parts are taken from. */
export function mutateJson(text: string, donor: string, random: Random): string {
  const tree = jsonTree(JSON.parse(text))
  for (let steps = 1 + random.int(3); steps > 0; steps--) step(tree, nodesOf(jsonTree(JSON.parse(donor))), random)
  return writeTree(tree)
}

/** Containers are changed in place, so that the root stays. */
function step(tree: JsonTree, parts: readonly JsonTree[], random: Random): void {
  const containers = nodesOf(tree).filter(
    (node): node is Container => !('raw' in node) && ('items' in node ? node.items : node.members).length > 0,
  )
  if (containers.length === 0) return
  const container = random.pick(containers)
  const entries = 'items' in container ? container.items : container.members
  const at = random.int(entries.length)
  if (random.onceIn(6)) entries.splice(at, 1)
  else if (random.onceIn(5)) repeat(entries, at, random)
  else if ('members' in container && random.onceIn(4)) container.members[at]![0] = otherKey(parts, random)
  else if ('members' in container) {
    const member = container.members[at]!
    member[1] = otherValue(member[1], parts, random)
  } else container.items[at] = otherValue(container.items[at]!, parts, random)
}

type Container = Exclude<JsonTree, { raw: string }>

function repeat(entries: unknown[], at: number, random: Random): void {
  const times = random.onceIn(40) ? 2_000 : random.pick([1, 1, 1, 2, 60])
  const size = JSON.stringify(entries[at]).length
  entries.splice(at, 0, ...Array<unknown>(size * times > 500_000 ? 1 : times).fill(entries[at]))
}

function otherKey(parts: readonly JsonTree[], random: Random): string {
  const part = random.pick(parts)
  if ('members' in part && part.members.length > 0 && !random.onceIn(3)) return random.pick(part.members)[0]
  return random.pick(HOSTILE_KEYS)
}

function otherValue(value: JsonTree, parts: readonly JsonTree[], random: Random): JsonTree {
  if (random.onceIn(60)) return { raw: nested(random) }
  if (random.onceIn(150)) return { raw: JSON.stringify('长x'.repeat(random.pick([5_000, 60_000, 500_000]))) }
  const choice = random.int(5)
  if (choice === 0) return { raw: random.pick(HOSTILE_JSON) }
  if (choice === 1) return { items: [value, ...(random.onceIn(2) ? [value] : [])] }
  if (choice === 2) return random.pick(parts)
  if ('raw' in value && value.raw.startsWith('"'))
    return { raw: JSON.stringify(mutateLetters(value.raw.slice(1, -1), random)) }
  return 'raw' in value ? { raw: JSON.stringify(value.raw) } : random.pick(parts)
}

function nested(random: Random): string {
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['{"all":[', ']}'],
    ['{"properties":', '}'],
    ['{"items":', '}'],
  ] as const)
  const depth = random.pick([8, 20, 60, 70, 10_000])
  return `${open.repeat(depth)}1${close.repeat(depth)}`
}
