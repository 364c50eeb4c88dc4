import { engineVersion } from '../../base/engine-version.ts'
import { recordSchema } from '../../kinds/entity/record-schema.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import type { Snapshot } from '../../metadata/snapshot.ts'
import type { Route } from '../../runtime/route.ts'
import { fixedPaths } from './fixed-paths.ts'
import { operation, problemResponse, type PathItems } from './operation.ts'

/** The OpenAPI 3.1 document of an installation: the routes, with the record routes once per published entity. */
export function openApiDocument(snapshot: Snapshot, routes: readonly Route[]): Record<string, unknown> {
  const models = snapshot.all<EntityModel>('entity').map(definition => definition.compiled)
  const paths: PathItems = fixedPaths()
  for (const route of routes) {
    const entities = route.path.includes(':entity') ? models : [undefined]
    for (const model of entities) addRoute(paths, route, model)
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Jingwei',
      version: engineVersion,
      description: `Snapshot ${snapshot.id}. Decimals are JSON strings; instants are UTC.`,
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    tags: tags(paths, models),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'jw_session' },
        token: { type: 'http', scheme: 'bearer', description: 'Made with POST /api/access-tokens.' },
      },
      responses: { Problem: problemResponse },
      schemas: Object.fromEntries(models.flatMap(schemasOf)),
    },
  }
}

function addRoute(paths: PathItems, route: Route, model: EntityModel | undefined): void {
  const path = `/api${route.path}`.replace(':entity', model?.name ?? ':entity').replace(/:(\w+)/g, '{$1}')
  paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, path, model) }
}

function schemasOf(model: EntityModel): [string, object][] {
  return [
    [model.name, { ...recordSchema(model, 'record'), additionalProperties: true }],
    [`${model.name}_create`, recordSchema(model, 'create')],
    [`${model.name}_patch`, recordSchema(model, 'patch')],
  ]
}

function tags(paths: PathItems, models: readonly EntityModel[]): { name: string; description?: string }[] {
  const titles = new Map(models.map(model => [model.name, model.title]))
  const used = new Set(Object.values(paths).flatMap(item => Object.values(item).flatMap(each => each.tags)))
  return [...used].sort().map(name => ({ name, ...(titles.has(name) ? { description: titles.get(name)! } : {}) }))
}
