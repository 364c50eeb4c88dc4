import type { Source } from '../metadata/kind.ts'
import {
  insertDefinitionVersions,
  insertPackContent,
  insertSnapshot,
  readLastVersions,
  switchSnapshot,
} from '../store/statements/snapshots.ts'
import { auditEntry, writeAuditEntries } from './audit.ts'
import type { Principal, Transaction } from './context.ts'
import type { SnapshotItems } from './installation.ts'
import { writeLocalPatches, type LocalPatch } from './publishing/local-patches.ts'
import type { Prepared } from './publishing/prepared.ts'
import { packHash } from './publishing/target.ts'
import { SNAPSHOT_CHANNEL } from './snapshot-holder.ts'

export interface PublicationToWrite {
  prepared: Prepared
  patches: readonly LocalPatch[]
  by: Principal
  at: Date
  note: string | null
  /** What caused it: `start`, `http`, `timer`, `cli`. */
  cause: string
  commandId: string
}

export interface WrittenPublication {
  snapshotId: number
  versions: ReadonlyMap<string, number>
  changed: { id: string; version: number }[]
}

/** Writes new versions, the snapshot, the audit entries and the switch; other nodes hear of it when it commits. */
export async function writePublication(tx: Transaction, publication: PublicationToWrite): Promise<WrittenPublication> {
  const { at, by, note, prepared } = publication
  const packs = await writePacks(tx, prepared)
  const { versions, changed } = await nextVersions(tx, [...prepared.output.sources.values()])
  await insertVersions(tx, changed, publication)
  await writeLocalPatches(tx, publication.patches, versions)
  const items: SnapshotItems = {
    packs,
    local: Object.fromEntries(prepared.target.local.map(({ id }) => [id, versions.get(id)!])),
    definitions: Object.fromEntries(versions),
  }
  const [row] = await tx.query<{ id: string }>(insertSnapshot, [JSON.stringify(items), at, by.accountId, note])
  const snapshotId = Number(row!.id)
  await tx.query(switchSnapshot, [snapshotId, at])
  await writeAuditEntries(tx, auditEntries(changed, publication))
  await tx.query({ name: 'notify-snapshot', text: `select pg_notify('${SNAPSHOT_CHANNEL}', $1)` }, [String(snapshotId)])
  return { snapshotId, versions, changed: changed.map(({ source, version }) => ({ id: source.id, version })) }
}

/** Keeps the files of the packs, each content once. */
export async function writePacks(tx: Transaction, { output, target }: Prepared): Promise<SnapshotItems['packs']> {
  const packs: SnapshotItems['packs'] = []
  for (const folder of target.packs) {
    const { name, version } = output.packs.find(each => each.folder === folder.folder)!.manifest
    const content = packHash(folder)
    await tx.query(insertPackContent, [content, name, version, JSON.stringify(folder)])
    packs.push({ name, version, content })
  }
  return packs
}

interface NewVersion {
  source: Source
  version: number
}

async function nextVersions(
  tx: Transaction,
  sources: readonly Source[],
): Promise<{ versions: Map<string, number>; changed: NewVersion[] }> {
  const rows = await tx.query<{ id: string; version: number; hash: string }>(readLastVersions)
  const last = new Map(rows.map(row => [row.id, row]))
  const versions = new Map<string, number>()
  const changed: NewVersion[] = []
  for (const source of sources) {
    const known = last.get(source.id)
    const version = known?.hash === source.hash ? known.version : (known?.version ?? 0) + 1
    versions.set(source.id, version)
    if (known?.hash !== source.hash) changed.push({ source, version })
  }
  return { versions, changed }
}

async function insertVersions(
  tx: Transaction,
  changed: NewVersion[],
  { at, by, note }: PublicationToWrite,
): Promise<void> {
  if (changed.length === 0) return
  const column = <T>(value: (each: NewVersion) => T): T[] => changed.map(value)
  await tx.query(insertDefinitionVersions, [
    column(each => each.source.id),
    column(each => each.version),
    column(each => each.source.hash),
    column(each => each.source.kind),
    column(each => each.source.name),
    column(each => each.source.pack),
    column(each => (each.source.layers.includes('local') ? 'local' : 'pack')),
    column(each => each.source.title),
    column(each => each.source.text),
    at,
    by.accountId,
    note,
  ])
}

function auditEntries(changed: NewVersion[], { prepared, by, at, note, cause, commandId }: PublicationToWrite) {
  const published = changed.map(({ source, version }) => ({
    action: 'definition.published',
    subjectKind: source.kind,
    subjectId: source.id,
    changes: { version, hash: source.hash },
  }))
  const removed = prepared.changed
    .filter(each => each.after === undefined)
    .map(({ id, before }) => ({
      action: 'definition.removed',
      subjectKind: id.split('/')[1]!,
      subjectId: id,
      changes: { version: before!.version, hash: before!.hash },
    }))
  const reason = note === null ? {} : { reason: note }
  const origin = { commandId, command: 'definition.publish', cause }
  return [...published, ...removed].map(fact => auditEntry({ ...fact, ...reason }, by, origin, at))
}
