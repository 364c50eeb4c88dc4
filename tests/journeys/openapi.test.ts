import path from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../engine/src/base/log.ts'
import { readConfiguration } from '../../engine/src/host/configuration.ts'
import { packFolders, readPacks } from '../../engine/src/main/installation-packs.ts'
import { openEngine, type OpenEngine } from '../../engine/src/main/open-engine.ts'
import { httpOf } from '../../engine/src/main/serve.ts'
import type { EntityModel } from '../../engine/src/metadata/entity-model.ts'
import { systemPrincipal } from '../../engine/src/runtime/command-runner.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

let db: TestDatabase
let engine: OpenEngine
let app: FastifyInstance

beforeAll(async () => {
  db = await testDatabase()
  const environment = { DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl }
  const configuration = readConfiguration({ cwd: path.resolve(import.meta.dirname, '../..'), environment })
  const packs = await readPacks(packFolders(configuration), configuration.root)
  engine = await openEngine({ configuration, packs, log: silentLog })
  engine.snapshots.swap((await engine.publisher.publishPacks(packs, systemPrincipal)).snapshot)
  app = await httpOf(engine, configuration, null)
})

afterAll(async () => {
  await app?.close()
  await engine?.close()
  await db?.drop()
})

interface Operation {
  operationId: string
  parameters?: { name: string; in: string }[]
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}

test('the document of a running engine is valid OpenAPI 3.1', async () => {
  const document = await read()

  const { valid, errors } = await new Validator().validate(structuredClone<object>(document) as Record<string, unknown>)

  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(document.openapi).toMatch(/^3\.1\./)
})

test('it names the paths and the schemas of every published entity', async () => {
  const document = await read()
  const entities = engine.snapshots
    .current()
    .all<EntityModel>('entity')
    .map(({ compiled }) => compiled.name)

  const paths = entities.flatMap(name => [`/api/records/${name}`, `/api/records/${name}/{id}`])
  const schemas = entities.flatMap(name => [name, `${name}_create`, `${name}_patch`])

  expect(entities.length).toBeGreaterThan(10)
  expect(paths.filter(each => !document.paths[each])).toEqual([])
  expect(schemas.filter(each => !document.components.schemas[each])).toEqual([])
})

test('it names no operation that is not served', async () => {
  const document = await read()

  const wrong = Object.entries(document.paths).flatMap(([url, item]) =>
    Object.keys(item)
      .filter(method => !isServed(url, method))
      .map(method => `${method} ${url}`),
  )

  expect(wrong).toEqual([])
})

test('every operation has an id of its own, and every parameter of a path is declared', async () => {
  const document = await read()
  const operations = Object.entries(document.paths).flatMap(([url, item]) =>
    Object.values(item).map(operation => ({ url, ...operation })),
  )

  const ids = operations.map(({ operationId }) => operationId)
  const undeclared = operations.filter(({ url, parameters = [] }) =>
    [...url.matchAll(/\{(\w+)\}/g)].some(
      ([, name]) => !parameters.some(each => each.in === 'path' && each.name === name),
    ),
  )

  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([])
  expect(undeclared).toEqual([])
})

/** Fastify knows the routes by their patterns; entities are a parameter there. */
const isServed = (url: string, method: string): boolean =>
  app.hasRoute({
    method: method.toUpperCase() as 'GET',
    url: url.replace(/^\/api\/records\/[a-z0-9_]+/, '/api/records/:entity').replace(/\{(\w+)\}/g, ':$1'),
  })

async function read(): Promise<Document> {
  const answer = await app.inject({ url: '/api/openapi.json' })
  expect(answer.statusCode).toBe(200)
  return answer.json<Document>()
}
