import { newId } from '../../base/ids.ts'
import { sha256 } from '../../base/sha256.ts'
import type { LocalText } from '../../metadata/assemble.ts'
import type { Side } from '../../metadata/merge/merge-result.ts'
import { packManifest, readPackFile } from '../../metadata/pack-file/pack-file.ts'
import { readArchive } from '../../metadata/pack-file/read-archive.ts'
import { readLocalLayer } from '../../metadata/pack-file/local-layer.ts'
import type { PackFile } from '../../metadata/kind.ts'
import type { PackFolder } from '../../metadata/pack.ts'
import {
  choosePackPlan,
  deleteEarlierPackPlans,
  deletePackPlan,
  endPackPlan,
  insertImportedTexts,
  insertPackPlan,
  movePackPlan,
  readPackPlan,
} from '../../store/statements/pack-plans.ts'
import { reader, transactionOf } from '../../store/transaction.ts'
import { auditEntry, writeAuditEntries } from '../audit.ts'
import type { Principal, Transaction } from '../context.ts'
import { InstallationChanged } from '../publish-errors.ts'
import type { CaseName } from '../publishing/case-outcome.ts'
import type { PublishDesk } from '../publishing/desk.ts'
import type { Publications } from '../publishing/publications.ts'
import type { Submitted } from '../publishing/submit-publication.ts'
import type { Surroundings } from './next-packs.ts'
import type { PackPlan, PackPlanRow, PlanRequest } from './pack-plan.ts'
import { refuseUntrusted, type PackTrust } from './pack-trust.ts'
import { PackConflictsOpen, PackPlanEnded, PackPlanStale, UnknownConflict, UnknownPackPlan } from './plan-errors.ts'
import { workOut, type WorkedOut } from './plan-preview.ts'

export interface PackPlanParts extends Surroundings {
  desk: PublishDesk
  publications: Publications
  trust: PackTrust
}

/** Somebody who plans, and how it reached us, as audit entries say it: `http`, `cli`. */
export interface Planner {
  by: Principal
  cause: string
}

export interface Applying {
  note: string | null
  /** Failed cases that it is to be published with. */
  setAside?: readonly CaseName[]
}

/**
 * Installing, upgrading and removing packs, and bringing local layers in: first a plan that says all that would change,
 * then choices where both sides changed the same, then the publication. Business records are never touched.
 */
export interface PackPlans {
  /** From a pack file. Throws PackFileRefused, PackNotTrusted and the refusals of plan-errors.ts. */
  fromFile(
    bytes: Uint8Array,
    order: Planner & { action: 'install' | 'upgrade'; allowOlder?: boolean; allowUnsigned?: readonly string[] },
  ): Promise<PackPlan>
  /** From a folder of this machine, for whoever runs commands on it: that needs no signature. Throws PackFaulty and the like. */
  fromFolder(
    folder: PackFolder,
    order: Planner & { action: 'install' | 'upgrade'; allowOlder?: boolean },
  ): Promise<PackPlan>
  uninstall(pack: string, planner: Planner): Promise<PackPlan>
  /** From the archive or the files of a local layer. Throws LocalLayerUnreadable. */
  fromLocalLayer(layer: Uint8Array | readonly PackFile[], planner: Planner): Promise<PackPlan>
  /** Worked out on what is in force now. Throws UnknownPackPlan. */
  get(id: string): Promise<PackPlan>
  /** The same, but not counted as seen by whoever will apply it. */
  peek(id: string): Promise<PackPlan>
  /** Throws UnknownConflict. */
  choose(id: string, choices: Readonly<Record<string, Side>>): Promise<PackPlan>
  /**
   * Publishes what was planned, or puts it up for review where a policy wants that. Throws PackConflictsOpen,
   * PackPlanStale, PackPlanEnded, and what publishing throws.
   */
  apply(id: string, planner: Planner, order: Applying): Promise<Submitted>
  /** One's own; those of others are forgotten in time. Throws UnknownPackPlan. */
  discard(id: string, by: Principal): Promise<void>
}

export function createPackPlans(parts: PackPlanParts): PackPlans {
  const { kinds } = parts.desk.parts
  return {
    async fromFile(bytes, { action, allowOlder = false, allowUnsigned = [], ...planner }) {
      const opened = await readPackFile(bytes, kinds)
      const trust = { ...parts.trust, allowUnsigned: [...parts.trust.allowUnsigned, ...allowUnsigned] }
      const signature = refuseUntrusted(opened, trust)
      const { manifest, folder } = opened
      return create(parts, { action, manifest, folder, signature, allowOlder }, planner)
    },
    async fromFolder(folder, { action, allowOlder = false, ...planner }) {
      const manifest = await packManifest(folder, kinds)
      return create(parts, { action, manifest, folder, signature: { state: 'unsigned' }, allowOlder }, planner)
    },
    uninstall: (pack, planner) => create(parts, { action: 'uninstall', pack }, planner),
    async fromLocalLayer(layer, planner) {
      const files = layer instanceof Uint8Array ? readArchive(layer) : layer
      return create(parts, { action: 'import', layer: readLocalLayer(files, kinds) }, planner)
    },
    get: async id => show(parts, await readRow(parts, id)),
    peek: async id => look(parts, await readRow(parts, id)),
    choose: (id, choices) => choose(parts, id, choices),
    apply: (id, planner, order) => apply(parts, id, planner, order),
    async discard(id, by) {
      const deleted = isId(id) ? await owner(parts).query(deletePackPlan, [id, by.accountId]) : []
      if (deleted.length === 0) throw new UnknownPackPlan(id)
    },
  }
}

const owner = ({ desk }: PackPlanParts) => transactionOf(desk.parts.database.owner)
const now = ({ desk }: PackPlanParts): Date => desk.parts.clock.now()

async function create(parts: PackPlanParts, request: PlanRequest, { by }: Planner): Promise<PackPlan> {
  const { snapshotId } = await work(parts, { request, choices: {} })
  const [id, pack] = [newId(), packOf(request)]
  const tx = owner(parts)
  await tx.query(deleteEarlierPackPlans, [by.accountId, pack])
  await tx.query(insertPackPlan, [
    id,
    by.accountId,
    request.action,
    pack,
    JSON.stringify(request),
    snapshotId,
    now(parts),
  ])
  return show(parts, await readRow(parts, id))
}

function packOf(request: PlanRequest): string | null {
  if (request.action === 'import') return null
  return request.action === 'uninstall' ? request.pack : request.manifest.name
}

type Worked = WorkedOut & { snapshotId: number }

async function work(
  parts: PackPlanParts,
  { request, choices }: Pick<PackPlanRow, 'request' | 'choices'>,
): Promise<Worked> {
  const { desk } = parts
  const tx = reader(desk.parts.database)
  const inForce = await desk.installation(tx)
  const worked = await workOut({ ...parts, tx }, { request, choices, now: inForce })
  return { ...worked, snapshotId: inForce?.snapshotId ?? 0 }
}

async function show(parts: PackPlanParts, row: PackPlanRow): Promise<PackPlan> {
  const plan = await look(parts, row)
  // Whoever sees it now sees it as it is now, and may apply it.
  if (plan.stale) await owner(parts).query(movePackPlan, [row.id, plan.snapshot, now(parts)])
  return plan
}

async function look(parts: PackPlanParts, row: PackPlanRow): Promise<PackPlan> {
  const seen = Number(row.base_snapshot)
  if (row.applied) return { ...row.applied, ...aboutRow(row), snapshot: seen, stale: false }
  const { preview, snapshotId } = await work(parts, row)
  return { ...preview, ...aboutRow(row), snapshot: snapshotId, stale: snapshotId !== seen }
}

const aboutRow = (row: PackPlanRow) => ({
  id: row.id,
  action: row.action,
  author: { id: row.author, name: row.author_name ?? row.author },
  createdAt: row.created_at,
  state: row.state,
  publication: row.publication_id === null ? null : { id: row.publication_id, state: row.publication_state! },
})

const isId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

async function readRow({ desk }: PackPlanParts, id: string): Promise<PackPlanRow> {
  const [row] = isId(id) ? await reader(desk.parts.database).query<PackPlanRow>(readPackPlan, [id]) : []
  if (!row) throw new UnknownPackPlan(id)
  return row
}

async function readOpenRow(parts: PackPlanParts, id: string): Promise<PackPlanRow> {
  const row = await readRow(parts, id)
  if (row.state !== 'open') throw new PackPlanEnded()
  return row
}

async function choose(parts: PackPlanParts, id: string, choices: Readonly<Record<string, Side>>): Promise<PackPlan> {
  const row = await readOpenRow(parts, id)
  const { preview } = await work(parts, row)
  const known = new Set(preview.conflicts.map(each => each.key))
  const unknown = Object.keys(choices).filter(key => !known.has(key))
  if (unknown.length > 0) throw new UnknownConflict(unknown)
  await owner(parts).query(choosePackPlan, [id, JSON.stringify(choices), now(parts)])
  return show(parts, await readRow(parts, id))
}

async function apply(
  parts: PackPlanParts,
  id: string,
  planner: Planner,
  { note, setAside = [] }: Applying,
): Promise<Submitted> {
  const row = await readOpenRow(parts, id)
  const { preview, target, snapshotId } = await work(parts, row)
  if (snapshotId !== Number(row.base_snapshot)) throw new PackPlanStale()
  if (preview.open > 0) throw new PackConflictsOpen(preview.open)
  const content = { ...target, expectedSnapshot: snapshotId, setAside }
  const submitted = await submit(parts, { content, note, publishAt: null, ...planner })
  await end(parts, row, { preview, submitted, planner })
  return submitted
}

async function submit(
  { publications }: PackPlanParts,
  submission: Parameters<Publications['submit']>[0],
): Promise<Submitted> {
  try {
    return await publications.submit(submission)
  } catch (error) {
    // Between looking and publishing somebody else was faster.
    throw error instanceof InstallationChanged ? new PackPlanStale() : error
  }
}

/** What came in word for word: the base of what comes from the same place next. */
async function keepImported(tx: Transaction, texts: readonly LocalText[], publication: string): Promise<void> {
  const columns = [texts.map(each => each.id), texts.map(each => sha256(each.text)), texts.map(each => each.text)]
  await tx.query(insertImportedTexts, [...columns, publication])
}

/** Closes the plan and writes down which pack it was: the publication itself speaks of definitions only. */
async function end(
  parts: PackPlanParts,
  row: PackPlanRow,
  { preview, submitted, planner }: { preview: WorkedOut['preview']; submitted: Submitted; planner: Planner },
): Promise<void> {
  const at = now(parts)
  const { pack, signature } = preview
  const fact = {
    action: 'pack_plan.applied',
    subjectKind: 'pack',
    subjectId: pack?.name ?? 'local',
    changes: {
      action: row.action,
      ...(pack && { version: [pack.from, pack.to] }),
      ...(signature && { signature }),
      publication: submitted.id,
      choices: row.choices,
    },
  }
  const origin = { commandId: newId(), command: 'pack_plan.apply', cause: planner.cause }
  await parts.desk.alone(session =>
    session.transaction(async tx => {
      await tx.query(endPackPlan, [row.id, submitted.id, at, JSON.stringify(preview)])
      if (row.request.action === 'import') await keepImported(tx, row.request.layer.definitions, submitted.id)
      await writeAuditEntries(tx, [auditEntry(fact, planner.by, origin, at)])
    }),
  )
}
