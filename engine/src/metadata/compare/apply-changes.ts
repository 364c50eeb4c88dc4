import { pointerTokens } from '../json-pointer.ts'
import { schemaPlace, type SchemaPlace } from '../schema-walk.ts'
import type { Change } from './change.ts'
import { entryPlace, nodeAt, sameNode, valueOf, type Branch, type ContentNode } from './content-node.ts'
import { LinkedKeys } from './linked-keys.ts'
import { PatchDoesNotApply } from './patch-does-not-apply.ts'

/** What the steps make of a content; undefined when they remove it. Throws PatchDoesNotApply. */
export function applyChanges(
  content: ContentNode | undefined,
  changes: readonly Change[],
  schema: object,
): ContentNode | undefined {
  const place = schemaPlace(schema)
  // A branch above the content makes the whole content an entry like any other.
  const above: SchemaPlace = { ...schemaPlace({}), child: () => place }
  const root = new Draft({ shape: 'object', place: above, entries: new Map(content && [['', content]]) })
  for (const change of changes) root.apply(['', ...pointerTokens(change.at)], change)
  const changed = root.finished().entries.get('')
  // Properties that were added stand where the schema says.
  return changed && nodeAt(valueOf(changed), place)
}

/** A branch while it is changed: its entries become drafts themselves when something below them changes. */
class Draft {
  readonly #branch: Branch
  readonly #entries: Map<string, ContentNode | Draft>
  readonly #order: LinkedKeys

  constructor(branch: Branch) {
    this.#branch = branch
    this.#entries = new Map(branch.entries)
    this.#order = new LinkedKeys(branch.entries.keys())
  }

  apply([key = '', ...rest]: readonly string[], change: Change): void {
    if (rest.length === 0) return this.#step(key, change)
    let entry = this.#entries.get(key)
    if (!(entry instanceof Draft)) {
      if (entry === undefined || entry.shape === 'leaf') throw new PatchDoesNotApply(change.at)
      this.#entries.set(key, (entry = new Draft(entry)))
    }
    entry.apply(rest, change)
  }

  finished(): Branch {
    const entries = [...this.#order].map(key => [key, finished(this.#entries.get(key)!)] as const)
    return { ...this.#branch, entries: new Map(entries) }
  }

  #step(key: string, change: Change): void {
    const { op, behind } = change
    const entry = this.#entries.get(key)
    const place = entryPlace(this.#branch, key)
    const expected = op === 'remove' || op === 'replace' ? nodeAt(change.before, place) : undefined
    if (op === 'move' ? entry === undefined : !sameNode(entry && finished(entry), expected))
      throw new PatchDoesNotApply(change.at)
    if (op === 'remove') {
      this.#entries.delete(key)
      return this.#order.remove(key)
    }
    if (typeof behind === 'string' && (behind === key || !this.#entries.has(behind)))
      throw new PatchDoesNotApply(change.at)
    if (op !== 'move') this.#entries.set(key, nodeAt(change.after, place))
    if (behind !== undefined) this.#order.place(key, behind)
    else if (op === 'add') this.#order.append(key)
  }
}

const finished = (entry: ContentNode | Draft): ContentNode => (entry instanceof Draft ? entry.finished() : entry)
