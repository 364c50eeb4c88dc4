import type { Comparison } from '../../metadata/compare/change.ts'
import { compareTexts } from '../../metadata/compare/compare-texts.ts'
import type { Reference } from '../../metadata/kind.ts'
import { readVersion } from '../../store/statements/snapshots.ts'
import { reader } from '../../store/transaction.ts'
import type { Transaction } from '../context.ts'
import { BadChanges, UnknownDefinitionVersion } from '../publish-errors.ts'
import type { PublishDesk } from './desk.ts'
import { packTexts } from './pack-texts.ts'
import { installed } from './preconditions.ts'
import type { LocalChange } from './target.ts'

/** A published version by its number, what the packs say without the local layer, or what is in force. */
export type TextChoice = number | 'pack' | 'current'

/** Undefined text: there is no such definition on this side. */
export interface ChosenText {
  version: number | 'pack'
  text: string | undefined
}

/** Throws UnknownDefinitionVersion. */
export async function chosenText(desk: PublishDesk, id: string, choice: TextChoice): Promise<ChosenText> {
  const tx = reader(desk.parts.database)
  if (typeof choice === 'number') return { version: choice, text: (await versionOf(tx, id, choice)).text }
  const now = await installed(desk, tx)
  if (choice === 'pack') {
    const { sources } = await packTexts(now.packs, desk.parts.kinds)
    return { version: 'pack', text: sources.get(id)?.text }
  }
  const version = now.items.definitions[id]
  if (version === undefined) throw new UnknownDefinitionVersion(id, undefined)
  return { version, text: (await versionOf(tx, id, version)).text }
}

export interface ComparedTexts {
  from: ChosenText
  to: ChosenText
  comparison: Comparison
}

/** Throws UnknownDefinitionVersion. */
export async function compareChosen(
  desk: PublishDesk,
  id: string,
  choice: { from: TextChoice; to: TextChoice },
): Promise<ComparedTexts> {
  const [from, to] = await Promise.all([chosenText(desk, id, choice.from), chosenText(desk, id, choice.to)])
  const kind = desk.parts.kinds.find(each => each.name === id.split('/')[1])!
  return { from, to, comparison: await compareTexts(kind, from.text, to.text) }
}

/**
 * The change that brings a version back: as a new version of the local layer, or, where the packs say the same, by
 * taking the local change away. Throws UnknownDefinitionVersion, BadChanges when it is in force already.
 */
export async function restoringChange(desk: PublishDesk, id: string, version: number): Promise<LocalChange> {
  const tx = reader(desk.parts.database)
  const { text, hash } = await versionOf(tx, id, version)
  const now = await installed(desk, tx)
  const baseHash = (await desk.inForce(tx, now)).get(id)?.hash ?? null
  if (hash === baseHash) throw new BadChanges(`Version ${version} of ${id} is what is in force.`)
  const { sources } = await packTexts(now.packs, desk.parts.kinds)
  return sources.get(id)?.hash === hash ? { id, remove: true, baseHash } : { id, text, baseHash }
}

/** A definition that uses another one. */
export interface Use extends Reference {
  id: string
  kind: string
  title: string
}

/** Where a definition of the snapshot in force is used by others, in order of their ids. */
export async function usesOf(desk: PublishDesk, id: string): Promise<Use[]> {
  const tx = reader(desk.parts.database)
  const now = await installed(desk, tx)
  const { references, sources } = (await desk.prepare(tx, now, now)).output
  const name = id.slice(id.indexOf('/') + 1)
  return [...references].flatMap(([user, uses]) => {
    const { kind, title } = sources.get(user)!
    const found = uses.filter(({ to }) => user !== id && (to === name || to.startsWith(`${name}#`)))
    return found.map(({ to, at }) => ({ id: user, kind, title, to, at }))
  })
}

async function versionOf(tx: Transaction, id: string, version: number): Promise<{ text: string; hash: string }> {
  const [row] = await tx.query<{ text: string; hash: string }>(readVersion, [id, version])
  if (!row) throw new UnknownDefinitionVersion(id, version)
  return row
}
