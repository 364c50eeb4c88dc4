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
import { kinds } from '../../engine/src/kinds/index.ts'
import { operations as ruleSetOperations } from '../../engine/src/kinds/rule-set/run.ts'
import { compileDefinitions } from '../../engine/src/metadata/compile-definitions.ts'
import { hasErrors } from '../../engine/src/metadata/diagnostic.ts'
import type { EntityModel } from '../../engine/src/metadata/entity-model.ts'
import type { PackFile } from '../../engine/src/metadata/kind.ts'
import { snapshotOf } from '../../engine/src/metadata/snapshot-of.ts'
import { systemPrincipal, type CommandRunner } from '../../engine/src/runtime/command-runner.ts'
import type { KindOperation, Principal } from '../../engine/src/runtime/context.ts'
import { noticeSend } from '../../engine/src/runtime/notice-function.ts'
import { noticeOperations } from '../../engine/src/runtime/notices.ts'
import { applySchemaChange } from '../../engine/src/store/schema-change.ts'
import { silentLog } from '../../engine/src/base/log.ts'
import { testRunner } from './command-runner.ts'
import { testDatabase, type TestDatabase } from './database.ts'

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
  /** Replaces a flow of the pack: the snapshot from now on, with this version number. */
  publish(file: PackFile, version: number): Promise<void>
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
  maxConnections?: number
}

/** The engine without http: the core pack, a small pack, an organisation, the real operations, on a database of its own. */
export async function flowWorld(options: WorldOptions): Promise<FlowWorld> {
  const { database, drop } = await testDatabase({ maxConnections: options.maxConnections ?? 16 })
  const functions = [...recordFunctions, noticeSend, ...(options.functions ?? [])] as FunctionDefinition[]
  const snapshot = await compiledSnapshot(options.files, functions)
  const models = snapshot.all<EntityModel>('entity').map(d => d.compiled)
  await applySchemaChange(database, models, silentLog)
  const numbers = createNumberSequences(database)
  const { commands, clock, use } = testRunner({
    database,
    snapshot,
    functions,
    operations: {
      entity: entityOperations({ numbers, timeZone: 'Asia/Shanghai' }),
      flow: flowOperations,
      'rule-set': ruleSetOperations,
      notice: noticeOperations({ channels: [], locale: 'zh-CN' }),
      ...options.operations,
    },
  })
  const rows = async (sql: string, values: unknown[] = []) => (await database.owner.query(sql, values)).rows
  const id = await organisation(rows, options)
  const principal = (person: string): Principal =>
    person === 'system'
      ? systemPrincipal
      : {
          accountId: newId(),
          personId: id[person]!,
          name: person,
          roles: ['everything'],
          user: { id: id[person]!, org_unit: null, unit_tree: [], position: null, locale: null },
        }
  return {
    commands,
    clock,
    database,
    id,
    rows,
    publish: async (file, version) => {
      const name = /flows\/(\w+)\.bpmn/.exec(file.path)![1]!
      const others = options.files.filter(each => each.path !== file.path)
      use(await compiledSnapshot([...others, file], functions, new Map([[`sample/flow/${name}`, version]])))
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
