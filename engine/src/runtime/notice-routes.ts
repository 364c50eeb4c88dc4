import { NotFound } from '../base/errors.ts'
import { countUnreadNotices, listNotices, markNoticeRead } from '../store/statements/notices.ts'
import type { Route, RouteReply, RouteRequest } from './route.ts'

/** The bell: everybody sees and reads his own notices, nobody else's. */
export const noticeRoutes: Route[] = [
  {
    method: 'GET',
    path: '/notices',
    summary: 'My notices, newest first',
    tag: 'Notices',
    access: 'signed-in',
    schema: {
      query: {
        type: 'object',
        additionalProperties: false,
        properties: {
          limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
          after: { type: 'string', format: 'uuid' },
          unread: { type: 'boolean', default: false },
        },
      },
    },
    handler: list,
  },
  {
    method: 'POST',
    path: '/notices/:id/read',
    summary: 'Mark one of my notices as read',
    tag: 'Notices',
    access: 'signed-in',
    command: 'notice.read',
    schema: { params: { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'] } },
    handler: markRead,
  },
]

interface NoticeRow {
  id: string
  kind: string
  title: string
  text: string
  link: string | null
  created_at: Date
  read_at: Date | null
}

async function list({ query, ctx }: RouteRequest): Promise<RouteReply> {
  const person = ctx.principal.personId
  // An account without a person, such as the first administrator's, is told nothing.
  if (person === null) return { body: { items: [], next: null, unread: 0 } }
  const { limit = 20, after = null, unread = false } = query as { limit?: number; after?: string; unread?: boolean }
  const rows = await ctx.tx.query<NoticeRow>(listNotices, [person, after, unread, limit + 1])
  const [counted] = await ctx.tx.query<{ unread: number }>(countUnreadNotices, [person])
  const items = rows.slice(0, limit)
  return {
    body: { items: items.map(toJson), next: rows.length > limit ? items.at(-1)!.id : null, unread: counted!.unread },
  }
}

async function markRead({ params, ctx }: RouteRequest): Promise<RouteReply> {
  const [row] = await ctx.tx.query<NoticeRow>(markNoticeRead, [params['id'], ctx.principal.personId, ctx.clock.now()])
  if (row === undefined) throw new UnknownNotice(params['id'] ?? '')
  return { body: toJson(row) }
}

const toJson = ({ id, kind, title, text, link, created_at, read_at }: NoticeRow) => ({
  id,
  kind,
  title,
  text,
  link,
  createdAt: created_at.toISOString(),
  readAt: read_at?.toISOString() ?? null,
})

export class UnknownNotice extends NotFound {
  constructor(id: string) {
    super('notice.unknown', `You have no notice ${id}. Reload the list.`)
  }
}
