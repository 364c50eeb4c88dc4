import type { FastifyInstance } from 'fastify'
import { mayOnDefinition } from '../../access/definition-rights.ts'
import {
  compareChosen,
  restoringChange,
  usesOf,
  type ChosenText,
  type TextChoice,
} from '../../runtime/publishing/definition-texts.ts'
import { impactOf } from '../../runtime/publishing/impact.ts'
import { listSnapshots } from '../../runtime/publishing/snapshots.ts'
import type { LocalChange } from '../../runtime/publishing/target.ts'
import { reader } from '../../store/transaction.ts'
import { allowed } from '../definition-access.ts'
import type { HttpParts } from '../http-parts.ts'
import { idOf, NAMED, type Named } from './named.ts'
import { publicationView } from './publication-view.ts'
import { CHECK, COMPARE, LIST_SNAPSHOTS, RESTORE } from './request-schemas.ts'

/** Versions compared and restored, where a definition is used, and what changes would do. */
export function versionRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { desk } = parts.publisher
  app.get<Named & { Querystring: { from?: string; to?: string } }>(
    `${NAMED}/compare`,
    { schema: { querystring: COMPARE } },
    async request => {
      const id = idOf(request.params)
      await allowed(request, parts, 'read', [id])
      const { from = 'pack', to = 'current' } = request.query
      const compared = await compareChosen(desk, id, { from: choiceOf(from), to: choiceOf(to) })
      return { from: sideOf(compared.from), to: sideOf(compared.to), comparison: compared.comparison }
    },
  )
  app.post<Named & { Body: { version: number; note?: string } }>(
    `${NAMED}/restore`,
    { schema: { body: RESTORE } },
    async (request, reply) => {
      const id = idOf(request.params)
      const asking = await allowed(request, parts, 'publish', [id])
      const { version, note = null } = request.body
      const content = { changes: [await restoringChange(desk, id, version)] }
      const order = { content, by: asking.principal, note, publishAt: null, cause: asking.cause }
      const { id: made } = await parts.publications.submit(order)
      const viewing = { ...asking, snapshot: parts.snapshots.current() }
      return reply.code(201).send(publicationView(await parts.publications.get(made), viewing))
    },
  )
  app.get<Named>(`${NAMED}/references`, async request => {
    const id = idOf(request.params)
    const { access } = await allowed(request, parts, 'read', [id])
    const uses = await usesOf(desk, id)
    return { items: uses.filter(use => mayOnDefinition(access, 'read', use.id)) }
  })
  app.post<{ Body: { changes: LocalChange[] } }>(
    '/api/definitions/impact',
    { schema: { body: CHECK } },
    async request => {
      const { changes } = request.body
      const ids = changes.map(change => change.id)
      await allowed(request, parts, 'edit', ids)
      return impactOf(desk, changes)
    },
  )
  app.get<{ Querystring: { limit?: number; before?: number } }>(
    '/api/snapshots',
    { schema: { querystring: LIST_SNAPSHOTS } },
    async request => {
      const { access } = await allowed(request, parts, 'read')
      const { limit = 50, before = null } = request.query
      const items = await listSnapshots(reader(parts.database), { limit, before })
      const readable = (id: string): boolean => mayOnDefinition(access, 'read', id)
      return { items: items.map(item => ({ ...item, changed: item.changed.filter(readable) })) }
    },
  )
}

const choiceOf = (choice: string): TextChoice => (choice === 'pack' || choice === 'current' ? choice : Number(choice))

const sideOf = ({ version, text }: ChosenText) => ({ version, text: text ?? null })
