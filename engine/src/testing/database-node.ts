import { newId } from '../base/ids.ts'
import type { Clock } from '../base/clock.ts'
import { silentLog } from '../base/log.ts'
import { createFlowPump, type FlowPump } from '../jobs/flow-pump.ts'
import { flowKind } from '../kinds/flow/kind.ts'
import { compileAlone } from '../kinds/flow/memory/compile-alone.ts'
import { flowOperations } from '../kinds/flow/run.ts'
import type { Source } from '../metadata/kind.ts'
import type { CompiledDefinition } from '../metadata/linker.ts'
import type { Snapshot } from '../metadata/snapshot.ts'
import { snapshotOf } from '../metadata/snapshot-of.ts'
import { createCommandRunner } from '../runtime/command.ts'
import { systemPrincipal, type CommandRunner } from '../runtime/command-runner.ts'
import type { KindOperation } from '../runtime/context.ts'
import { pastOperations } from '../runtime/past-definitions.ts'
import { openDatabase, type Database } from '../store/database.ts'
import { reader } from '../store/transaction.ts'
import { givenFunctions, givenRuleSets } from './given-functions.ts'
import type { TestDatabase } from './test-database.ts'

interface NodeOptions {
  clock: Clock
  functions?: Readonly<Record<string, (input: Record<string, unknown>) => unknown>>
  ruleSets?: Readonly<Record<string, (inputs: Record<string, unknown>) => unknown>>
}

/** One engine process, as far as flows need it: all that it knows it has read from the database. */
export class DatabaseNode {
  readonly commands: CommandRunner
  readonly pump: FlowPump
  readonly #database: Database
  readonly #options: NodeOptions
  #snapshot: Snapshot

  private constructor(database: Database, snapshot: Snapshot, options: NodeOptions) {
    this.#database = database
    this.#snapshot = snapshot
    this.#options = options
    this.commands = this.#runner()
    this.pump = this.#flowPump()
  }

  static async open(
    { url, ownerUrl }: Pick<TestDatabase, 'url' | 'ownerUrl'>,
    options: NodeOptions,
  ): Promise<DatabaseNode> {
    const database = await openDatabase({ url, ownerUrl, maxConnections: 4, log: silentLog })
    return new DatabaseNode(database, await readSnapshot(database, options), options)
  }

  /** A text becomes the present version of its flow. */
  async publish(source: Source): Promise<void> {
    const { owner } = this.#database
    const now = this.#options.clock.now()
    const flows = this.#snapshot.all('flow')
    const version = (flows.find(each => each.source.id === source.id)?.version ?? 0) + 1
    await owner.query(
      `insert into jw.definition_version (id, version, hash, kind, name, pack, layer, title, text, published_at, published_by)
       values ($1, $2, $3, 'flow', $4, $5, 'pack', $6, $7, $8, 'test')`,
      [source.id, version, source.hash, source.name, source.pack, source.title, source.text, now],
    )
    const definitions = Object.fromEntries(flows.map(each => [each.source.id, each.version]))
    const items = { packs: [], local: {}, definitions: { ...definitions, [source.id]: version } }
    await owner.query(`insert into jw.snapshot (items, created_at, created_by) values ($1, $2, 'test')`, [
      JSON.stringify(items),
      now,
    ])
    this.#snapshot = await readSnapshot(this.#database, this.#options)
  }

  async close(): Promise<void> {
    await this.pump.stop()
    await this.#database.close()
  }

  #runner(): CommandRunner {
    const { clock, functions = {}, ruleSets = {} } = this.#options
    const signatures = givenFunctions(functions)
    const definitions = new Map(
      signatures.map(each => [
        each.name,
        { ...each, run: (input: Record<string, unknown>) => functions[each.name]!(input) },
      ]),
    )
    const evaluate: KindOperation = async (name, { inputs }) => ({ outputs: (await ruleSets[name]?.(inputs)) ?? null })
    return createCommandRunner({
      database: this.#database,
      snapshots: { current: () => this.#snapshot, fresh: async () => this.#snapshot },
      functions: { get: name => definitions.get(name), signatures: () => signatures },
      operations: new Map<string, Record<string, KindOperation>>([
        ['flow', flowOperations],
        ['rule-set', { evaluate }],
        ['notice', { 'task-opened': async () => {} }],
        ['past', pastOperations({ kinds: [flowKind], functions: signatures })],
      ]),
      clock,
      log: silentLog,
      writeOutbox: () => {},
    })
  }

  #flowPump(): FlowPump {
    const { clock } = this.#options
    const owner = `testing-${newId()}`
    const run = (operation: string, input: object) =>
      this.commands.run(systemPrincipal, { name: `testing.${operation}`, cause: 'timer' }, ctx =>
        ctx.run('flow', '*', operation, input),
      )
    return createFlowPump({
      tx: reader(this.#database),
      owner,
      clock,
      log: silentLog,
      atOnce: 1,
      fire: ({ id: jobId, kind }) => run('fire-job', { jobId, kind, owner }),
      fail: ({ id: jobId, kind }, failure) => run('fail-job', { jobId, kind, owner, ...failure }),
    })
  }
}

async function readSnapshot({ owner }: Database, { functions = {}, ruleSets = {} }: NodeOptions): Promise<Snapshot> {
  const { rows: snapshots } = await owner.query<{ id: string; items: { definitions: Record<string, number> } }>(
    'select id, items from jw.snapshot order by id desc limit 1',
  )
  const versions = new Map(Object.entries(snapshots[0]?.items.definitions ?? {}))
  const sources = givenRuleSets(ruleSets)
  const signatures = givenFunctions(functions)
  const compiled = new Map<string, CompiledDefinition>(sources.map(source => [source.id, { source, compiled: {} }]))
  for (const [id, version] of versions) {
    const { rows } = await owner.query<{ text: string; hash: string }>(
      'select text, hash from jw.definition_version where id = $1 and version = $2',
      [id, version],
    )
    const { graph, source } = await compileAlone(rows[0]!.text, { functions: signatures, sources })
    compiled.set(id, { source: { ...source!, hash: rows[0]!.hash }, compiled: graph })
  }
  return snapshotOf({ id: Number(snapshots[0]?.id ?? 0), compiled, versions, functions: signatures })
}
