import type { FastifyInstance, FastifyRequest } from 'fastify'
import { mayOnDefinition } from '../../access/definition-rights.ts'
import type { CaseName } from '../../runtime/publishing/case-outcome.ts'
import type { ReviewPolicy } from '../../runtime/publishing/pack-policies.ts'
import type { PublicationState } from '../../runtime/publishing/publication-row.ts'
import type { PublicationWithTexts } from '../../runtime/publishing/publications.ts'
import type { LocalChange } from '../../runtime/publishing/target.ts'
import { refuseProgram } from '../authentication/caller.ts'
import { allowed, wholePack, type Asking } from '../definition-access.ts'
import type { HttpParts } from '../http-parts.ts'
import { publicationSummary, publicationView, rightsOf } from './publication-view.ts'
import { APPROVE, LIST_PUBLICATIONS, POLICY, REJECT, SUBMIT } from './request-schemas.ts'

interface OfPublication {
  Params: { id: string }
}

const OPEN: readonly PublicationState[] = ['in_review', 'scheduled', 'publishing']

/** Submitting, reviewing and withdrawing publications, and the policies of packs. */
export function publicationRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { publications } = parts
  const viewing = (asking: Asking) => ({ ...asking, snapshot: parts.snapshots.current() })
  const view = async (asking: Asking, id: string) => publicationView(await publications.get(id), viewing(asking))

  app.post<{ Body: { changes: LocalChange[]; setAside?: CaseName[]; note?: string; publishAt?: string | null } }>(
    '/api/publications',
    { schema: { body: SUBMIT } },
    async (request, reply) => {
      const { changes, setAside = [], note = null, publishAt = null } = request.body
      const ids = changes.map(change => change.id)
      const asking = await allowed(request, parts, 'edit', ids)
      const { id } = await publications.submit({
        // Who may edit but not publish needs somebody who may, whatever the policy of the pack.
        onlyReviewed: !ids.every(each => mayOnDefinition(asking.access, 'publish', each)),
        content: { changes, setAside },
        by: asking.principal,
        note,
        publishAt: publishAt === null ? null : new Date(publishAt),
        cause: asking.cause,
      })
      return reply
        .code(201)
        .header('location', `/api/publications/${id}`)
        .send(await view(asking, id))
    },
  )
  app.get<{ Querystring: { state?: PublicationState | 'open' } }>(
    '/api/publications',
    { schema: { querystring: LIST_PUBLICATIONS } },
    async request => {
      const asking = await allowed(request, parts, 'read')
      const { state } = request.query
      const rows = await publications.list(state === undefined ? null : state === 'open' ? OPEN : [state])
      const seen = rows.filter(row => rightsOf(row).every(id => mayOnDefinition(asking.access, 'read', id)))
      return { items: seen.map(row => publicationSummary(row, viewing(asking))) }
    },
  )
  app.get<OfPublication>('/api/publications/:id', async request => {
    const { asking } = await allowedOn(request, parts, 'read')
    return view(asking, request.params.id)
  })
  app.post<OfPublication & { Body: { contentHash: string; comment?: string } }>(
    '/api/publications/:id/approve',
    { schema: { body: APPROVE } },
    async request => {
      const { asking, id } = await allowedOn(request, parts, 'publish')
      refuseProgram(asking)
      const { contentHash, comment = null } = request.body
      await publications.approve({ id, by: asking.principal, contentHash, comment })
      return view(asking, id)
    },
  )
  app.post<OfPublication & { Body: { comment: string } }>(
    '/api/publications/:id/reject',
    { schema: { body: REJECT } },
    async request => {
      const { asking, id } = await allowedOn(request, parts, 'publish')
      refuseProgram(asking)
      await publications.reject({ id, by: asking.principal, comment: request.body.comment })
      return view(asking, id)
    },
  )
  app.post<OfPublication>('/api/publications/:id/withdraw', async request => {
    const { asking, id } = await allowedOn(request, parts, 'read')
    await publications.withdraw({ id, by: asking.principal })
    return view(asking, id)
  })
  app.put<{ Params: { name: string }; Body: { review: ReviewPolicy } }>(
    '/api/packs/:name/policy',
    { schema: { body: POLICY } },
    async request => {
      const { name } = request.params
      const { review } = request.body
      const asking = await allowed(request, parts, 'publish', [wholePack(name)])
      refuseProgram(asking)
      await publications.changePolicy({ pack: name, review, by: asking.principal })
      return { review }
    },
  )
}

/** The publication, if the person has this right on all that it changes. */
async function allowedOn(
  request: FastifyRequest<OfPublication>,
  parts: HttpParts,
  action: 'read' | 'publish',
): Promise<{ asking: Asking; id: string; publication: PublicationWithTexts }> {
  const { id } = request.params
  await allowed(request, parts, action)
  const publication = await parts.publications.get(id)
  return { asking: await allowed(request, parts, action, rightsOf(publication)), id, publication }
}
