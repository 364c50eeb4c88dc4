import { resolve } from 'node:path'
import type { FakeClock } from '../../engine/src/base/clock.ts'
import { newId } from '../../engine/src/base/ids.ts'
import { readPackFolder } from '../../engine/src/host/read-pack-folder.ts'
import type { FunctionDefinition } from '../../engine/src/host/sdk/define-function.ts'
import { recordFunctions } from '../../engine/src/kinds/entity/functions.ts'
import { createNumberSequences } from '../../engine/src/kinds/entity/run/number-sequence.ts'
import { entityOperations } from '../../engine/src/kinds/entity/run.ts'
import { flowOperations } from '../../engine/src/kinds/flow/run.ts'
import { flowRoutes } from '../../engine/src/kinds/flow/routes.ts'
import { formOperations } from '../../engine/src/kinds/form/run.ts'
import { kinds } from '../../engine/src/kinds/index.ts'
import { operations as ruleSetOperations } from '../../engine/src/kinds/rule-set/run.ts'
import { compileDefinitions } from '../../engine/src/metadata/compile-definitions.ts'
import { hasErrors } from '../../engine/src/metadata/diagnostic.ts'
import type { EntityModel } from '../../engine/src/metadata/entity-model.ts'
import type { PackFile } from '../../engine/src/metadata/kind.ts'
import type { Snapshot } from '../../engine/src/metadata/snapshot.ts'
import { snapshotOf } from '../../engine/src/metadata/snapshot-of.ts'
import { systemPrincipal, type CommandRunner } from '../../engine/src/runtime/command-runner.ts'
import type { KindOperation, Principal } from '../../engine/src/runtime/context.ts'
import { noticeSend } from '../../engine/src/runtime/notice-function.ts'
import { noticeOperations } from '../../engine/src/runtime/notices.ts'
import { pastOperations } from '../../engine/src/runtime/past-definitions.ts'
import { applySchemaChange } from '../../engine/src/store/schema-change.ts'
import { silentLog } from '../../engine/src/base/log.ts'
import { testRunner } from './command-runner.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { recordSnapshot } from './record-snapshot.ts'

export interface FlowWorld {
  commands: CommandRunner
  clock: FakeClock
  database: TestDatabase['database']
  /** Runs an operation of a kind as a command of that person. */
  act<T = any>(person: string, kind: string, name: string, operation: string, input: unknown): Promise<T>
  /** Calls a route's handler as http would, without http. */
  request<T = any>(
    person: string,
    method: string,
    path: string,
    rest?: { params?: object; query?: object; body?: unknown; locale?: string },
  ): Promise<T>
  principal(person: string): Principal
  /** Ids of people by their code. */
  id: Record<string, string>
  rows<T extends object = any>(sql: string, values?: unknown[]): Promise<T[]>
  /** Replaces or adds files of the pack, and takes away those of `without`: the snapshot from now on. What changed gets its next version. */
  publish(files: readonly PackFile[], without?: readonly string[]): Promise<void>
  /** Roles of people by their code; everybody has `everything` otherwise. */
  rolesOf: Record<string, string[]>
  /** As after a restart: texts of former versions are read anew. */
  forgetTexts(): void
  drop(): Promise<void>
}

export interface WorldOptions {
  /** Files of a pack `sample` above `core`. */
  files: PackFile[]
  functions?: FunctionDefinition[]
  /** Code of a unit → type, parent, head. */
  units: Record<string, { type: string; parent?: string; head?: string }>
  /** Code of a person → unit and position. */
  people: Record<string, { unit: string; position?: string; active?: boolean }>
  operations?: Record<string, Record<string, KindOperation>>
  rolesOf?: Record<string, string[]>
  maxConnections?: number
}

const START = '2026-03-02T01:00:00Z'

/** The engine without http: the core pack, a small pack, an organisation, the real operations, on a database of its own. */
export async function flowWorld(options: WorldOptions): Promise<FlowWorld> {
  const { database, drop } = await testDatabase({ maxConnections: options.maxConnections ?? 16 })
  const functions = [...recordFunctions, noticeSend, ...(options.functions ?? [])] as FunctionDefinition[]
  const compiled = await compiledSnapshot(options.files, functions)
  const expand = (next: Snapshot) =>
    applySchemaChange(
      database,
      next.all<EntityModel>('entity').map(d => d.compiled),
      silentLog,
    )
  await expand(compiled)
  const snapshot = await recordSnapshot(database, compiled, new Date(START))
  const numbers = createNumberSequences(database)
  let past = pastOperations({ kinds, functions: functions as never })
  const { commands, clock, use } = testRunner({
    now: START,
    database,
    snapshot,
    functions,
    operations: {
      entity: entityOperations({ numbers, timeZone: 'Asia/Shanghai' }),
      flow: flowOperations,
      'rule-set': ruleSetOperations,
      form: formOperations,
      past: Object.fromEntries(
        Object.keys(past).map(name => [name, (...given: Parameters<KindOperation>) => past[name]!(...given)]),
      ),
      notice: noticeOperations({ channels: [], locale: 'zh-CN' }),
      ...options.operations,
    },
  })
  let { files } = options
  const versions = new Map(
    [...snapshot.definitions.values()].map(({ source, version }) => [source.id, { hash: source.hash, version }]),
  )
  const rows = async (sql: string, values: unknown[] = []) => (await database.owner.query(sql, values)).rows
  const id = await organisation(rows, options)
  const rolesOf: Record<string, string[]> = { ...options.rolesOf }
  const principal = (person: string): Principal =>
    person === 'system'
      ? systemPrincipal
      : {
          accountId: newId(),
          personId: id[person]!,
          name: person,
          roles: rolesOf[person] ?? ['everything'],
          user: { id: id[person]!, org_unit: null, unit_tree: [], position: null, locale: null },
        }
  return {
    commands,
    clock,
    database,
    id,
    rows,
    rolesOf,
    forgetTexts: () => (past = pastOperations({ kinds, functions: functions as never })),
    publish: async (changed, without = []) => {
      const gone = new Set([...without, ...changed.map(each => each.path)])
      files = [...files.filter(each => !gone.has(each.path)), ...changed]
      const next = await compiledSnapshot(files, functions)
      for (const { source } of next.definitions.values()) {
        const last = versions.get(source.id)
        if (last?.hash !== source.hash)
          versions.set(source.id, { hash: source.hash, version: (last?.version ?? 0) + 1 })
      }
      await expand(next)
      const numbered = await compiledSnapshot(files, functions, numbersOf(versions))
      use(await recordSnapshot(database, numbered, clock.now()))
    },
    drop: async () => {
      await numbers.close()
      await drop()
    },
    principal,
    act: (person, kind, name, operation, input) =>
      commands.run(principal(person), { name: `${kind}.${operation}`, cause: 'http' }, ctx =>
        ctx.run(kind, name, operation, input),
      ),
    request: async (person, method, path, { params = {}, query = {}, body, locale = 'zh-CN' } = {}) => {
      const route = flowRoutes.find(r => r.method === method && r.path === path)!
      const handle = (ctx: Parameters<Parameters<CommandRunner['read']>[1]>[0]) =>
        route.handler({
          params: params as Record<string, string>,
          query: query as Record<string, unknown>,
          body,
          ifMatch: undefined,
          locale,
          ctx,
        })
      const who = principal(person)
      const reply =
        route.command === undefined
          ? await commands.read(who, handle)
          : await commands.run(who, { name: route.command, cause: 'http' }, handle)
      return reply.body as any
    },
  }
}

const numbersOf = (versions: ReadonlyMap<string, { version: number }>): Map<string, number> =>
  new Map([...versions].map(([id, { version }]) => [id, version]))

const EVERYTHING: PackFile = {
  path: 'roles/everything.role.json',
  text: JSON.stringify({
    $kind: 'role',
    name: 'everything',
    title: '全部',
    rules: [{ key: 'all', action: ['manage'], subject: 'all' }],
  }),
}

export async function compiledSnapshot(
  files: PackFile[],
  functions: FunctionDefinition[],
  versions?: ReadonlyMap<string, number>,
) {
  const core = await readPackFolder(resolve(import.meta.dirname, '../../definitions/core'))
  const manifest = {
    name: 'sample',
    version: '0.1.0',
    title: '样例',
    engine: '>=0.1.0',
    requires: { core: '^0.1.0' },
    locales: ['zh-CN'],
    modules: [],
  }
  const sample = {
    folder: 'sample',
    files: [{ path: 'pack.json', text: JSON.stringify(manifest) }, EVERYTHING, ...files],
  }
  const { compiled, diagnostics } = await compileDefinitions({
    packs: [core, sample],
    kinds,
    functions: functions as never,
  })
  if (hasErrors(diagnostics))
    throw new Error(diagnostics.map(d => `${d.file}:${d.line} ${d.code} ${d.message}`).join('\n'))
  return snapshotOf({ compiled, functions, ...(versions && { versions }) })
}

async function organisation(rows: FlowWorld['rows'], { units, people }: WorldOptions): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  const unitIds = Object.fromEntries(Object.keys(units).map(code => [code, newId()]))
  const stamp = [1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z']
  for (const [code, unit] of Object.entries(units)) {
    await rows(
      'insert into app.org_unit (id, version, created_at, updated_at, code, name, type, parent, active) values ($1,$2,$3,$4,$5,$5,$6,$7,true)',
      [unitIds[code], ...stamp, code, unit.type, unit.parent === undefined ? null : unitIds[unit.parent]],
    )
  }
  const positions: Record<string, string> = {}
  for (const [code, { unit, position = 'staff', active = true }] of Object.entries(people)) {
    if (positions[position] === undefined) {
      positions[position] = newId()
      await rows(
        `insert into app."position" (id, version, created_at, updated_at, code, name, roles) values ($1,$2,$3,$4,$5,$5,'[]')`,
        [positions[position], ...stamp, position],
      )
    }
    ids[code] = newId()
    await rows(
      'insert into app.person (id, version, created_at, updated_at, code, name, org_unit, "position", active) values ($1,$2,$3,$4,$5,$5,$6,$7,$8)',
      [ids[code], ...stamp, code, unitIds[unit], positions[position], active],
    )
  }
  for (const [code, { head }] of Object.entries(units)) {
    if (head !== undefined) await rows('update app.org_unit set head = $2 where id = $1', [unitIds[code], ids[head]])
  }
  return ids
}
