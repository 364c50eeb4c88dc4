import type { Clock } from '../../base/clock.ts'
import { newId } from '../../base/ids.ts'
import type { Log } from '../../base/log.ts'
import type { CompileOutput } from '../../metadata/compile-definitions.ts'
import { hasErrors, type Diagnostic } from '../../metadata/diagnostic.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import { snapshotOf } from '../../metadata/snapshot-of.ts'
import type { Snapshot } from '../../metadata/snapshot.ts'
import type { Database } from '../../store/database.ts'
import { applySchemaChange } from '../../store/schema-change.ts'
import { contractSchema } from '../../store/schema-contract.ts'
import { readCurrentSnapshotId, readVersionHashes } from '../../store/statements/snapshots.ts'
import type { FindAffectedRuns } from '../affected-runs.ts'
import type { Principal, Transaction } from '../context.ts'
import { readInstallation, type Installation } from '../installation.ts'
import { PublicationRefused } from '../publish-errors.ts'
import { writePublication, type WrittenPublication } from '../write-publication.ts'
import { CasesFailed, markKnown, runConcernedCases, type RunCases } from './case-gate.ts'
import { tolerate, type CaseOutcome } from './case-outcome.ts'
import { changedDefinitions, type Prepared, type PublishedVersion } from './prepared.ts'
import { localPatches } from './local-patches.ts'
import { createPublishLock, type PublishLock, type PublishSession } from './publish-lock.ts'
import type { RebaseLocal } from './rebase-local.ts'
import type { Target } from './target.ts'
import { createTargetCompiler, type CompilerParts } from './target-compiler.ts'

/** `acceptances`: what else must accept a definition before it is published, e.g. json-rules-engine's parser. */
export interface DeskParts extends CompilerParts {
  database: Database
  runCases: RunCases
  /** Carries local changes over to new packs. */
  rebaseLocal: RebaseLocal
  /** Stores the rows that definitions bring along, in the switching transaction. */
  storeRows?(tx: Transaction, prepared: Prepared, at: Date): Promise<void>
  /** Absent: nothing runs. */
  affectedRuns?: FindAffectedRuns
  clock: Clock
  log: Log
  /** Called after each step of a publication; tests kill or look there. */
  onStep?: (step: PublishStep) => void | Promise<void>
}

export type PublishStep = 'checked' | 'recorded' | 'expanded' | 'switched'

export interface Publication {
  snapshot: Snapshot
  /** Definitions with a new version; empty when nothing changed. */
  versions: { id: string; version: number }[]
  warnings: readonly Diagnostic[]
}

export interface PublishOrder {
  by: Principal
  note: string | null
  /** What caused it, as audit entries say it: `start`, `http`, `timer`, `cli`. */
  cause: string
  /** What else belongs into the switching transaction. */
  settle?(tx: Transaction, written: WrittenPublication): Promise<void>
}

/** The steps of every publication: read → prepare → (record) → expand → switch. Who may take them is decided elsewhere. */
export interface PublishDesk extends PublishLock {
  parts: DeskParts
  /** What is in force; undefined when nothing was ever published. */
  installation(tx: Transaction): Promise<Installation | undefined>
  /** Version and hash of every definition in force, by id. */
  inForce(tx: Transaction, now: Installation | undefined): Promise<ReadonlyMap<string, PublishedVersion>>
  /** Compiles a target against what is in force. The last few are kept: checking and then publishing compiles once. */
  prepare(tx: Transaction, now: Installation | undefined, target: Target): Promise<Prepared>
  /** Runs the cases that the target concerns, once per target. */
  cases(prepared: Prepared): Promise<CaseOutcome>
  /** Throws PublicationRefused, CasesFailed. */
  refuseFaulty(prepared: Prepared): Promise<void>
  /** Expands the tables, then switches in one small transaction. The caller holds the lock and has refused faulty ones. */
  publish(session: PublishSession, prepared: Prepared, order: PublishOrder): Promise<Publication>
  /** Takes away what the tables need no more. The caller holds the lock; `prepared` is in force. */
  contract(prepared: Prepared): Promise<void>
  /** The running form of what is in force. */
  snapshot(prepared: Prepared): Promise<Snapshot>
}

export function createPublishDesk(parts: DeskParts): PublishDesk {
  const compile = createTargetCompiler(parts)
  const cases = rememberOutcomes(async prepared => {
    const outcome = await runConcernedCases(prepared, parts.runCases)
    if (outcome.failed.length === 0 || !prepared.now) return outcome
    return markKnown(outcome, (await compile(prepared.now)).output, parts.runCases)
  })
  const inForce = rememberVersions()
  const expand = async ({ output, now }: Prepared): Promise<void> => {
    try {
      await applySchemaChange(parts.database, entityModels(output), parts.log)
    } catch (error) {
      // What was added before it failed would bind those who work on with the definitions in force.
      if (now) await contractTables(parts, (await compile(now)).output)
      throw error
    }
  }
  return {
    parts,
    ...createPublishLock(parts.database),
    installation: rememberInstallation(),
    inForce,
    cases: async prepared => tolerate(await cases(prepared), prepared.setAside ?? [], 'set_aside'),
    async prepare(tx, now, target) {
      const { output, diagnostics } = await compile(target)
      const changed = changedDefinitions(await inForce(tx, now), output.sources)
      return { now, target, output, diagnostics, changed }
    },
    async refuseFaulty(prepared) {
      if (hasErrors(prepared.diagnostics)) throw new PublicationRefused(prepared.diagnostics)
      const outcome = tolerate(await cases(prepared), prepared.setAside ?? [], 'set_aside')
      if (outcome.failed.some(each => each.tolerated === undefined)) throw new CasesFailed(outcome)
      await parts.onStep?.('checked')
    },
    publish: (session, prepared, order) => publish({ ...parts, expand }, session, prepared, order),
    contract: ({ output }) => contractTables(parts, output),
    async snapshot({ output, diagnostics, now }) {
      // What was published compiles; if an upgrade of the engine made it faulty, the start says where.
      if (hasErrors(diagnostics)) throw new PublicationRefused(diagnostics)
      await applySchemaChange(parts.database, entityModels(output), parts.log)
      return freeze(parts, output, now!.snapshotId, new Map(Object.entries(now!.items.definitions)))
    },
  }
}

async function publish(
  parts: DeskParts & { expand(prepared: Prepared): Promise<void> },
  session: PublishSession,
  prepared: Prepared,
  { settle, ...order }: PublishOrder,
): Promise<Publication> {
  const { output, diagnostics } = prepared
  const patches = await localPatches(prepared, parts.kinds)
  // Expand comes first and only adds: nodes that still run the snapshot before go on.
  await parts.expand(prepared)
  await parts.onStep?.('expanded')
  const written = await session.transaction(async tx => {
    const at = parts.clock.now()
    const result = await writePublication(tx, { ...order, prepared, patches, at, commandId: newId() })
    await parts.storeRows?.(tx, prepared, at)
    await settle?.(tx, result)
    return result
  })
  await parts.onStep?.('switched')
  await contractTables(parts, output)
  const snapshot = freeze(parts, output, written.snapshotId, written.versions)
  return { snapshot, versions: written.changed, warnings: diagnostics }
}

/** What no definition has any more goes after the switch; should that fail, the next publication or start does it. */
async function contractTables({ database, log }: DeskParts, output: CompileOutput): Promise<void> {
  await contractSchema(database, entityModels(output), log).catch((error: unknown) => {
    log.warn({ err: error }, 'tables keep what no definition has any more until the next publication')
  })
}

function freeze(
  { functions }: DeskParts,
  { compiled, texts }: CompileOutput,
  id: number,
  versions: ReadonlyMap<string, number>,
): Snapshot {
  return snapshotOf({ id, compiled, versions, functions, texts })
}

/** The tables that a set of definitions needs. */
export const entityModels = (output: CompileOutput): EntityModel[] =>
  [...output.compiled.values()].filter(each => each.source.kind === 'entity').map(each => each.compiled as EntityModel)

/** Texts of a snapshot never change, so the last one read is kept. */
function rememberInstallation(): (tx: Transaction) => Promise<Installation | undefined> {
  let last: Installation | undefined
  return async tx => {
    const [row] = await tx.query<{ snapshot_id: string }>(readCurrentSnapshotId)
    if (row && Number(row.snapshot_id) === last?.snapshotId) return last
    return (last = row && (await readInstallation(tx)))
  }
}

/** Nor do its versions. */
function rememberVersions(): PublishDesk['inForce'] {
  let last: { snapshotId: number; versions: ReadonlyMap<string, PublishedVersion> } | undefined
  return async (tx, now) => {
    if (!now) return new Map()
    if (last?.snapshotId !== now.snapshotId) last = { snapshotId: now.snapshotId, versions: await versionsOf(tx, now) }
    return last.versions
  }
}

async function versionsOf(tx: Transaction, { items }: Installation): Promise<Map<string, PublishedVersion>> {
  const { definitions } = items
  const values = [Object.keys(definitions), Object.values(definitions)]
  const rows = await tx.query<PublishedVersion & { id: string }>(readVersionHashes, values)
  return new Map(rows.map(({ id, version, hash }) => [id, { version, hash }]))
}

/** What concerns cases hangs on both sides: the target, and what is in force. */
function rememberOutcomes(run: (prepared: Prepared) => Promise<CaseOutcome>): typeof run {
  const known = new WeakMap<CompileOutput, { snapshotId: number | undefined; outcome: Promise<CaseOutcome> }>()
  return prepared => {
    const snapshotId = prepared.now?.snapshotId
    const last = known.get(prepared.output)
    if (last && last.snapshotId === snapshotId) return last.outcome
    const outcome = run(prepared)
    known.set(prepared.output, { snapshotId, outcome })
    outcome.catch(() => known.delete(prepared.output))
    return outcome
  }
}
