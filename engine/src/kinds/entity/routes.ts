import { InvalidInput } from '../../base/errors.ts'
import type { Route, RouteReply, RouteRequest } from '../../runtime/route.ts'
import type { RecordPage } from './run/list-records.ts'
import { LIST_LIMITS } from './run/list-query.ts'

const ENTITY = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,62}$' }
const ID = { type: 'string', format: 'uuid' }
const ofEntity = { type: 'object', properties: { entity: ENTITY }, required: ['entity'] }
const ofRecord = { type: 'object', properties: { entity: ENTITY, id: ID }, required: ['entity', 'id'] }
const BODY = { type: 'object' }

const listParameters = {
  type: 'object',
  properties: {
    filter: {
      type: 'string',
      maxLength: 20_000,
      description: 'JSON of the filter language, e.g. {"status":{"eq":"draft"}}',
    },
    sort: {
      type: 'string',
      maxLength: 500,
      description: 'Names of fields, with a minus for descending: -created_at,number',
    },
    limit: { type: 'integer', minimum: 1, maximum: LIST_LIMITS.max, default: LIST_LIMITS.default },
    after: { type: 'string', maxLength: 4000, description: '`next` of the page before' },
    q: { type: 'string', maxLength: LIST_LIMITS.searchLength, description: 'Words to search for' },
    fields: { type: 'string', maxLength: 4000, description: 'Names of the fields wanted' },
    count: { type: 'boolean', description: 'Say the total number too' },
  },
  additionalProperties: false,
}

/** Records over HTTP. The entity is a parameter; OpenAPI lists the paths of each entity that is published. */
export const entityRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/records/:entity',
    summary: 'List records',
    schema: { params: ofEntity, query: listParameters },
    handler: list,
  }),
  route({
    method: 'POST',
    path: '/records/:entity',
    summary: 'Create a record',
    command: 'record.create',
    schema: { params: ofEntity, body: BODY },
    handler: create,
  }),
  route({
    method: 'POST',
    path: '/records/:entity/compute',
    summary: 'Compute a draft without saving it',
    schema: { params: ofEntity, body: BODY },
    handler: compute,
  }),
  route({
    method: 'GET',
    path: '/records/:entity/:id',
    summary: 'Read a record',
    schema: { params: ofRecord },
    handler: get,
  }),
  route({
    method: 'PATCH',
    path: '/records/:entity/:id',
    summary: 'Change a record by a merge patch',
    command: 'record.update',
    schema: { params: ofRecord, body: BODY },
    handler: update,
  }),
  route({
    method: 'DELETE',
    path: '/records/:entity/:id',
    summary: 'Delete a record',
    command: 'record.delete',
    schema: { params: ofRecord },
    handler: remove,
  }),
  route({
    method: 'POST',
    path: '/records/:entity/:id/transitions/:key',
    summary: 'Take a record through a transition',
    command: 'record.transition',
    schema: {
      params: {
        type: 'object',
        properties: { entity: ENTITY, id: ID, key: ENTITY },
        required: ['entity', 'id', 'key'],
      },
      body: {
        type: 'object',
        properties: { comment: { type: ['string', 'null'], maxLength: 2000 } },
        additionalProperties: false,
      },
    },
    handler: transition,
  }),
  route({
    method: 'GET',
    path: '/records/:entity/:id/timeline',
    summary: 'What happened to a record',
    schema: { params: ofRecord },
    handler: timeline,
  }),
]

function route(definition: Omit<Route, 'tag' | 'access'>): Route {
  return { tag: 'Records', access: 'signed-in', ...definition }
}

async function list({ params, query, ctx }: RouteRequest): Promise<RouteReply> {
  const { filter, fields, ...rest } = query as Record<string, string | undefined>
  const input = {
    ...rest,
    filter: filterOf(filter),
    ...(fields === undefined ? {} : { fields: fields.split(',').filter(Boolean) }),
  }
  return { body: await ctx.run<RecordPage>('entity', params['entity']!, 'list', input) }
}

function filterOf(text: string | undefined): unknown {
  if (text === undefined || text === '') return {}
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new BadFilterText(cause)
  }
}

interface Written {
  id: string
  version: number
}

async function create({ params, body, ctx }: RouteRequest): Promise<RouteReply> {
  const { entity = '' } = params
  const record = await ctx.run<Written>('entity', entity, 'create', { record: body })
  return {
    status: 201,
    body: record,
    version: record.version,
    headers: { location: `/api/records/${entity}/${record.id}` },
  }
}

async function compute({ params, body, ctx }: RouteRequest): Promise<RouteReply> {
  return { body: await ctx.run('entity', params['entity']!, 'compute', { record: body }) }
}

async function get({ params, ctx }: RouteRequest): Promise<RouteReply> {
  return answered(await ctx.run<Written>('entity', params['entity']!, 'get', { id: params['id'] }))
}

async function update({ params, body, ifMatch, ctx }: RouteRequest): Promise<RouteReply> {
  const version = required(ifMatch)
  return answered(
    await ctx.run<Written>('entity', params['entity']!, 'update', { id: params['id'], patch: body, version }),
  )
}

async function remove({ params, ifMatch, ctx }: RouteRequest): Promise<RouteReply> {
  const version = required(ifMatch)
  await ctx.run('entity', params['entity']!, 'delete', { id: params['id'], version })
  return { status: 204 }
}

async function transition({ params, body, ifMatch, ctx }: RouteRequest): Promise<RouteReply> {
  const version = required(ifMatch)
  const input = { id: params['id'], transition: params['key'], comment: body?.comment ?? null, version }
  return answered(await ctx.run<Written>('entity', params['entity']!, 'transition', input))
}

async function timeline({ params, locale, ctx }: RouteRequest): Promise<RouteReply> {
  return { body: { items: await ctx.run('entity', params['entity']!, 'timeline', { id: params['id'], locale }) } }
}

const answered = (record: Written): RouteReply => ({ body: record, version: record.version })

function required(ifMatch: number | undefined): number {
  if (ifMatch === undefined) throw new VersionRequired()
  return ifMatch
}

/** RFC 6585 §3: a change without the version that its writer saw could undo somebody else's. */
export class VersionRequired extends InvalidInput {
  override readonly status = 428
  constructor() {
    super('record.version_required', 'Send If-Match with the version that you read, for example If-Match: "3".')
  }
}

export class BadFilterText extends InvalidInput {
  constructor(cause: unknown) {
    super('record.bad_query', 'The filter is not JSON. Write it as {"status":{"eq":"draft"}}, URL-encoded.', {
      status: 400,
      cause,
    })
  }
}
