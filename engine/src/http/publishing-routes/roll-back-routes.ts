import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CaseName } from '../../runtime/publishing/case-outcome.ts'
import { rollBackContent } from '../../runtime/publishing/roll-back.ts'
import { snapshotOfPublication } from '../../runtime/publishing/snapshot-of-publication.ts'
import { reader } from '../../store/transaction.ts'
import { allowed, wholePack } from '../definition-access.ts'
import type { HttpParts } from '../http-parts.ts'
import { publicationView } from './publication-view.ts'
import { ROLL_BACK, SNAPSHOT_PARAMS } from './request-schemas.ts'

interface RollBackBody {
  note?: string
  setAside?: CaseName[]
  withLater?: boolean
}

/** Taking back what was published: as a new publication, under the policies of its packs. */
export function rollBackRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { desk } = parts.publisher
  const rollBack = async (request: FastifyRequest<{ Body: RollBackBody | undefined }>, snapshot: number) => {
    const { note, setAside = [], withLater = false } = request.body ?? {}
    const asking = await allowed(request, parts, 'publish')
    const { content, note: proposed } = await rollBackContent(desk, { snapshot, withLater }, async ({ ids, packs }) => {
      await allowed(request, parts, 'publish', [...ids, ...packs.map(wholePack)])
    })
    const { principal: by, cause } = asking
    const order = { content: { ...content, setAside }, by, note: note ?? proposed, publishAt: null, cause }
    const { id } = await parts.publications.submit(order)
    return publicationView(await parts.publications.get(id), { ...asking, snapshot: parts.snapshots.current() })
  }
  app.post<{ Params: { id: string }; Body: RollBackBody | undefined }>(
    '/api/publications/:id/rollback',
    { schema: { body: ROLL_BACK } },
    async (request, reply) => {
      await allowed(request, parts, 'publish')
      const snapshot = await snapshotOfPublication(reader(parts.database), request.params.id)
      return reply.code(201).send(await rollBack(request, snapshot))
    },
  )
  app.post<{ Params: { id: number }; Body: RollBackBody | undefined }>(
    '/api/snapshots/:id/rollback',
    { schema: { params: SNAPSHOT_PARAMS, body: ROLL_BACK } },
    async (request, reply) => reply.code(201).send(await rollBack(request, request.params.id)),
  )
}
