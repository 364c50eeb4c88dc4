import type { FastifyInstance } from 'fastify'
import { mayOnDefinition } from '../../access/definition-rights.ts'
import { allowed } from '../definition-access.ts'
import type { HttpParts } from '../http-parts.ts'
import { idOf, type Named } from './named.ts'
import { DRAFT } from './request-schemas.ts'

interface DraftBody {
  text: string
  baseHash: string | null
  revision: number | null
}

const PATH = '/api/drafts/:pack/:kind/:name'

/** Drafts of definitions, saved while their authors work. */
export function draftRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { drafts } = parts
  const isStale = ({ id, baseHash }: { id: string; baseHash: string | null }): boolean =>
    (parts.snapshots.current().definitions.get(id)?.source.hash ?? null) !== baseHash
  app.get('/api/drafts', async request => {
    const { principal, access } = await allowed(request, parts, 'edit')
    const seen = (await drafts.list(principal.accountId)).filter(({ id }) => mayOnDefinition(access, 'edit', id))
    return { items: seen.map(draft => ({ ...draft, stale: isStale(draft) })) }
  })
  app.get<Named>(PATH, async request => {
    const id = idOf(request.params)
    const { principal } = await allowed(request, parts, 'edit', [id])
    const draft = await drafts.get(id, principal.accountId)
    return { ...draft, stale: isStale(draft) }
  })
  app.put<Named & { Body: DraftBody }>(PATH, { schema: { body: DRAFT } }, async request => {
    const id = idOf(request.params)
    const { principal } = await allowed(request, parts, 'edit', [id])
    return drafts.save({ id, author: principal.accountId, ...request.body })
  })
  app.delete<Named>(PATH, async (request, reply) => {
    const id = idOf(request.params)
    const { principal } = await allowed(request, parts, 'edit', [id])
    await drafts.delete(id, principal.accountId)
    return reply.code(204).send()
  })
}
