import type { LocalText } from '../../metadata/assemble.ts'
import type { PackFolder } from '../../metadata/pack.ts'
import {
  readDefinitionTexts,
  readLaterChanges,
  readPackContents,
  readSnapshotPair,
} from '../../store/statements/snapshots.ts'
import { reader } from '../../store/transaction.ts'
import type { Transaction } from '../context.ts'
import type { Installation, SnapshotItems } from '../installation.ts'
import type { PublishDesk } from './desk.ts'
import { installed } from './preconditions.ts'
import type { Content } from './publication-content.ts'
import { NothingToPublish } from './publication-errors.ts'
import { back, sidesOf, stepsOf, touchedBy, type Sides, type Step, type Touched } from './roll-back-steps.ts'
import { ChangedSince, NothingBefore, UnknownSnapshot, type LaterChange } from './roll-back-errors.ts'

export interface RollBackOrder {
  /** The snapshot whose changes are taken back. */
  snapshot: number
  /** True: everything that was published after it goes too. */
  withLater: boolean
}

export interface RollBack {
  content: Content
  /** Names of the packs that go back. */
  packs: string[]
  /** For a publication whose author says nothing else. */
  note: string
}

/**
 * What brings every definition and pack that a snapshot changed back to what it was before. What others published since
 * stays, unless it was about the same. Stored records stay as they are. `permit` throws for whoever may not do it, before
 * anything is told. Throws UnknownSnapshot, NothingBefore, ChangedSince, NothingToPublish.
 */
export async function rollBackContent(
  desk: PublishDesk,
  { snapshot, withLater }: RollBackOrder,
  permit: (touched: Touched) => Promise<void> = async () => {},
): Promise<RollBack> {
  const tx = reader(desk.parts.database)
  const now = await installed(desk, tx)
  const [pair] = await tx.query<SnapshotPair>(readSnapshotPair, [snapshot])
  if (!pair) throw new UnknownSnapshot(snapshot)
  if (!pair.before) throw new NothingBefore(snapshot)
  // With all that came later there is nothing in between that could have been changed again.
  const sides = await sidesOf(tx, { before: pair.before, after: withLater ? now.items : pair.items, now: now.items })
  const steps = stepsOf(sides)
  await permit(touchedBy(steps))
  const again = [...steps.definitions, ...steps.local].filter(each => each.step === 'changed_again')
  const packsAgain = steps.packs.filter(each => each.step === 'changed_again')
  if (again.length + packsAgain.length > 0)
    throw new ChangedSince(await laterChanges(tx, snapshot, { again, packsAgain }))
  const local = back(steps.local)
  const packs = back(steps.packs)
  if (local.length + packs.length === 0) throw new NothingToPublish()
  const content = await contentOf(tx, { now, sides, local, packs })
  return { content, packs, note: noteOf(snapshot, withLater, pair.note) }
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
