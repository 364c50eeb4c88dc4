import type { LocalText } from '../../metadata/assemble.ts'
import type { PackFolder } from '../../metadata/pack.ts'
import {
  readDefinitionTexts,
  readLaterChanges,
  readPackContents,
  readSnapshotPair,
  readVersionHashes,
} from '../../store/statements/snapshots.ts'
import { reader } from '../../store/transaction.ts'
import type { Transaction } from '../context.ts'
import type { Installation, SnapshotItems } from '../installation.ts'
import type { PublishDesk } from './desk.ts'
import { installed } from './preconditions.ts'
import type { Content } from './publication-content.ts'
import { NothingToPublish } from './publication-errors.ts'
import { ChangedSince, NothingBefore, UnknownSnapshot, type LaterChange } from './roll-back-errors.ts'

export interface RollBackOrder {
  /** The snapshot whose changes are taken back. */
  snapshot: number
  /** True: everything that was published after it goes too. */
  withLater: boolean
}

export interface RollBack {
  content: Content
  /** Definitions that would change, and packs by their names: whoever rolls back must be allowed to publish them. */
  ids: string[]
  packs: string[]
  /** For a publication whose author says nothing else. */
  note: string
}

/**
 * What brings every definition and pack that a snapshot changed back to what it was before. What others published since
 * stays, unless it was about the same. Stored records stay as they are. Throws UnknownSnapshot, NothingBefore,
 * ChangedSince, NothingToPublish.
 */
export async function rollBackContent(desk: PublishDesk, { snapshot, withLater }: RollBackOrder): Promise<RollBack> {
  const tx = reader(desk.parts.database)
  const now = await installed(desk, tx)
  const [pair] = await tx.query<SnapshotPair>(readSnapshotPair, [snapshot])
  if (!pair) throw new UnknownSnapshot(snapshot)
  if (!pair.before) throw new NothingBefore(snapshot)
  // With all that came later there is nothing in between that could have been changed again.
  const sides = await sidesOf(tx, { before: pair.before, after: withLater ? now.items : pair.items, now: now.items })
  const steps = stepsOf(sides)
  const again = [...steps.definitions, ...steps.local].filter(each => each.step === 'changed_again')
  const packsAgain = steps.packs.filter(each => each.step === 'changed_again')
  if (again.length + packsAgain.length > 0)
    throw new ChangedSince(await laterChanges(tx, snapshot, { again, packsAgain }))
  const local = back(steps.local)
  const packs = back(steps.packs)
  if (local.length + packs.length === 0) throw new NothingToPublish()
  const content = await contentOf(tx, { now, sides, local, packs })
  const ids = new Set([...back(steps.definitions), ...local])
  return { content, ids: [...ids].sort(), packs, note: noteOf(snapshot, withLater, pair.note) }
}

function noteOf(snapshot: number, withLater: boolean, said: string | null): string {
  const what = withLater ? `snapshot ${snapshot} and all later ones` : `snapshot ${snapshot}`
  return said === null ? `Roll-back of ${what}` : `Roll-back of ${what}: ${said}`.slice(0, LONGEST_NOTE)
}

const LONGEST_NOTE = 2000

interface SnapshotPair {
  items: SnapshotItems
  before: SnapshotItems | null
  note: string | null
}

/** One value per side; undefined: it is not there. */
type Values = ReadonlyMap<string, string>

/** What each side says: content addresses of packs, hashes of local texts and of definitions. */
interface Sides {
  before: { items: SnapshotItems; packs: Values; local: Values; definitions: Values }
  after: Sides['before']
  now: Sides['before']
}

async function sidesOf(tx: Transaction, items: Record<keyof Sides, SnapshotItems>): Promise<Sides> {
  const hashes = await hashesOf(tx, Object.values(items))
  const side = (of: SnapshotItems): Sides['before'] => {
    const definitions = new Map(
      Object.entries(of.definitions).map(([id, version]) => [id, hashes.get(`${id} ${version}`)!]),
    )
    return {
      items: of,
      packs: new Map(of.packs.map(({ name, content }) => [name, content])),
      local: new Map(Object.entries(of.local).map(([id, version]) => [id, hashes.get(`${id} ${version}`)!])),
      definitions,
    }
  }
  return { before: side(items.before), after: side(items.after), now: side(items.now) }
}

/** By `<id> <version>`. */
async function hashesOf(tx: Transaction, items: readonly SnapshotItems[]): Promise<Map<string, string>> {
  const versions = new Map(
    items.flatMap(each =>
      [...Object.entries(each.definitions), ...Object.entries(each.local)].map(
        ([id, version]) => [`${id} ${version}`, { id, version }] as const,
      ),
    ),
  )
  const wanted = [...versions.values()]
  const rows = await tx.query<{ id: string; version: number; hash: string }>(readVersionHashes, [
    wanted.map(each => each.id),
    wanted.map(each => each.version),
  ])
  return new Map(rows.map(({ id, version, hash }) => [`${id} ${version}`, hash]))
}

interface Step {
  id: string
  step: 'back' | 'is_back' | 'changed_again'
}

const stepsOf = (sides: Sides) => ({
  packs: changes(sides, 'packs'),
  local: changes(sides, 'local'),
  definitions: changes(sides, 'definitions'),
})

/** What the snapshot changed: by content, so that what was taken back by hand since counts as taken back. */
function changes({ before, after, now }: Sides, part: 'packs' | 'local' | 'definitions'): Step[] {
  const names = [...new Set([...before[part].keys(), ...after[part].keys()])].sort()
  return names
    .filter(name => before[part].get(name) !== after[part].get(name))
    .map(id => {
      const inForce = now[part].get(id)
      if (inForce === before[part].get(id)) return { id, step: 'is_back' }
      return { id, step: inForce === after[part].get(id) ? 'back' : 'changed_again' }
    })
}

const back = (steps: readonly Step[]): string[] => steps.filter(each => each.step === 'back').map(each => each.id)

async function laterChanges(
  tx: Transaction,
  snapshot: number,
  { again, packsAgain }: { again: readonly Step[]; packsAgain: readonly Step[] },
): Promise<LaterChange[]> {
  const values = [snapshot, [...new Set(again.map(each => each.id))], packsAgain.map(each => each.id)]
  const rows = await tx.query<{ snapshot: string; id: string }>(readLaterChanges, values)
  const byId = Map.groupBy(rows, row => row.id)
  return [...byId].map(([id, found]) => ({ id, snapshots: found.map(row => Number(row.snapshot)) }))
}

interface Wanted {
  now: Installation
  sides: Sides
  local: readonly string[]
  packs: readonly string[]
}

/** Where no pack changes, only the definitions themselves are claimed: what is published beside does not disturb. */
async function contentOf(tx: Transaction, { now, sides, local, packs }: Wanted): Promise<Content> {
  const texts = await localTextsOf(tx, sides.before.items, local)
  if (packs.length > 0)
    return {
      packs: await packsAfter(tx, { now, sides, packs }),
      local: [...now.local.filter(({ id }) => !local.includes(id)), ...texts.values()],
      expectedSnapshot: now.snapshotId,
    }
  const changed = local.map(id => {
    const text = texts.get(id)?.text
    const baseHash = sides.now.definitions.get(id) ?? null
    return text === undefined ? { id, remove: true, baseHash } : { id, text, baseHash }
  })
  return { changes: changed }
}

async function localTextsOf(
  tx: Transaction,
  { local }: SnapshotItems,
  ids: readonly string[],
): Promise<Map<string, LocalText>> {
  const known = ids.filter(id => local[id] !== undefined)
  const rows = await tx.query<LocalText>(readDefinitionTexts, [known, known.map(id => local[id])])
  return new Map(rows.map(({ id, text }) => [id, { id, text }]))
}

async function packsAfter(tx: Transaction, { now, sides, packs }: Omit<Wanted, 'local'>): Promise<PackFolder[]> {
  const earlier = sides.before.items.packs.filter(({ name }) => packs.includes(name))
  const rows = await tx.query<{ name: string; files: PackFolder }>(readPackContents, [
    earlier.map(({ content }) => content),
  ])
  const byName = new Map(rows.map(row => [row.name, row.files]))
  const kept = now.items.packs.flatMap(({ name }, i) => {
    const folder = packs.includes(name) ? byName.get(name) : now.packs[i]
    return folder ? [folder] : []
  })
  const gone = earlier.filter(({ name }) => !now.items.packs.some(pack => pack.name === name))
  return [...kept, ...gone.map(({ name }) => byName.get(name)!)]
}
