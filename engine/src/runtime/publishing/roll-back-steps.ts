import { readVersionHashes } from '../../store/statements/snapshots.ts'
import type { Transaction } from '../context.ts'
import type { SnapshotItems } from '../installation.ts'

/** What a snapshot changed: definitions, and packs by their names. Whoever takes it back must be allowed to publish them. */
export interface Touched {
  ids: string[]
  packs: string[]
}

/** One value per side; undefined: it is not there. */
type Values = ReadonlyMap<string, string>

/** What each side says: content addresses of packs, hashes of local texts and of definitions. */
export interface Sides {
  before: { items: SnapshotItems; packs: Values; local: Values; definitions: Values }
  after: Sides['before']
  now: Sides['before']
}

/** Reads the content addresses that three states of the installation are made of. */
export async function sidesOf(tx: Transaction, items: Record<keyof Sides, SnapshotItems>): Promise<Sides> {
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

/** `is_back`: it is as before already. `changed_again`: it is neither as before nor as the snapshot made it. */
export interface Step {
  id: string
  step: 'back' | 'is_back' | 'changed_again'
}

/** What a snapshot changed from `before` to `after`, and where that stands `now`. */
export const stepsOf = (sides: Sides) => ({
  packs: changes(sides, 'packs'),
  local: changes(sides, 'local'),
  definitions: changes(sides, 'definitions'),
})

/** Everything that the steps are about. */
export const touchedBy = ({ packs, local, definitions }: ReturnType<typeof stepsOf>): Touched => ({
  ids: [...new Set([...definitions, ...local].map(each => each.id))],
  packs: packs.map(each => each.id),
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

/** What is still as the snapshot made it, and goes back. */
export const back = (steps: readonly Step[]): string[] =>
  steps.filter(each => each.step === 'back').map(each => each.id)
