import type { EntityModel } from '../../metadata/entity-model.ts'
import type { Route } from '../../runtime/route.ts'

export interface Operation {
  operationId: string
  summary: string
  tags: string[]
  [member: string]: unknown
}

export type PathItems = Record<string, Record<string, Operation>>

export const problemResponse = {
  description: 'A problem (RFC 9457). `code` is stable; /problems/{code} explains it.',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'code'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          instance: { type: 'string' },
          code: { type: 'string' },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              properties: { pointer: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
            },
          },
        },
      },
    },
  },
}

/** One route as an OpenAPI operation; record routes get the schemas of their entity. */
export function operation(route: Route, path: string, model: EntityModel | undefined): Operation {
  const changes = route.method !== 'GET'
  return {
    operationId: operationId(route.method, path),
    summary: model ? `${route.summary} (${model.title})` : route.summary,
    tags: [model?.name ?? route.tag],
    parameters: [...pathParameters(path), ...queryParameters(route), ...(changes ? HEADERS : [])],
    ...bodyOf(route, model),
    ...(route.access === 'public' ? { security: [] } : {}),
    responses: { ...responses(route, model), default: { $ref: '#/components/responses/Problem' } },
  }
}

function operationId(method: string, path: string): string {
  const words = path
    .replace('/api/', '')
    .replace(/[{}]/g, '')
    .split(/[/._-]+/)
  return [method.toLowerCase(), ...words].join('_')
}

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

function queryParameters({ schema }: Route) {
  const query = schema?.query as { properties?: Record<string, object>; required?: string[] } | undefined
  return Object.entries(query?.properties ?? {}).map(([name, each]) => ({
    name,
    in: 'query',
    required: query?.required?.includes(name) ?? false,
    schema: each,
  }))
}

const HEADERS = [
  {
    name: 'x-csrf-token',
    in: 'header',
    required: true,
    schema: { type: 'string' },
    description: 'From the session document.',
  },
  { name: 'idempotency-key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } },
  {
    name: 'if-match',
    in: 'header',
    required: false,
    schema: { type: 'string' },
    description: 'Version of the record, e.g. "3".',
  },
]

function bodyOf(route: Route, model: EntityModel | undefined) {
  const schema = recordBody(route, model) ?? route.schema?.body
  return schema && { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function recordBody({ method, path }: Route, model: EntityModel | undefined) {
  if (!model) return undefined
  if (method === 'POST' && path === '/records/:entity') return { $ref: `#/components/schemas/${model.name}_create` }
  if (method === 'PATCH' && path === '/records/:entity/:id') return { $ref: `#/components/schemas/${model.name}_patch` }
  return undefined
}

function responses(route: Route, model: EntityModel | undefined): Record<string, object> {
  const declared = Object.entries(route.schema?.response ?? {})
  if (declared.length > 0) return Object.fromEntries(declared.map(([status, schema]) => [status, json(schema)]))
  const isRecord =
    model &&
    /^\/records\/:entity(\/:id)?$/.test(route.path) &&
    !(route.method === 'GET' && route.path === '/records/:entity')
  const status = route.method === 'POST' && route.path === '/records/:entity' ? '201' : '200'
  return { [status]: json(isRecord ? { $ref: `#/components/schemas/${model.name}` } : {}) }
}

const json = (schema: object) => ({ description: 'Done', content: { 'application/json': { schema } } })
