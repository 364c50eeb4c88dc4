import type { FastifyInstance } from 'fastify'
import type { Access } from '../access/ability.ts'
import { mayOnDefinition } from '../access/definition-rights.ts'
import type { Definition } from '../metadata/snapshot.ts'
import { UnknownDefinitionVersion } from '../runtime/publish-errors.ts'
import type { CaseName } from '../runtime/publishing/case-outcome.ts'
import type { LocalChange } from '../runtime/publishing/target.ts'
import { readVersion, readVersionList } from '../store/statements/snapshots.ts'
import { reader } from '../store/transaction.ts'
import { allowed } from './definition-access.ts'
import type { HttpParts } from './http-parts.ts'
import { CHECK, PUBLISH } from './publishing-routes/request-schemas.ts'

interface Named {
  Params: { pack: string; kind: string; name: string; version?: string }
}

/** What the studio works with: definitions, their versions, checking and publishing. */
export function definitionRoutes(app: FastifyInstance, parts: HttpParts): void {
  app.get('/api/definitions', async request => {
    const { locale, access } = await allowed(request, parts, 'read')
    const seen = [...parts.snapshots.current().definitions.values()].filter(({ source }) =>
      mayOnDefinition(access, 'read', source.id),
    )
    return { items: seen.map(definition => summary(definition, parts, { locale, access })) }
  })
  app.get<Named>('/api/definitions/:pack/:kind/:name', async request => {
    const { locale, access } = await allowed(request, parts, 'read', [idOf(request.params)])
    const definition = find(request.params, parts)
    return {
      ...summary(definition, parts, { locale, access }),
      text: definition.source.text,
      hash: definition.source.hash,
    }
  })
  app.get<Named>('/api/definitions/:pack/:kind/:name/versions', async request => {
    await allowed(request, parts, 'read', [idOf(request.params)])
    const rows = await reader(parts.database).query<VersionRow>(readVersionList, [idOf(request.params)])
    return { items: rows.map(versionOf) }
  })
  app.get<Named>('/api/definitions/:pack/:kind/:name/versions/:version', async request => {
    const id = idOf(request.params)
    await allowed(request, parts, 'read', [id])
    const version = Number(request.params.version)
    const [row] = await reader(parts.database).query<VersionRow & { text: string }>(readVersion, [
      id,
      Number.isSafeInteger(version) ? version : 0,
    ])
    if (!row) throw new UnknownDefinitionVersion(id, version)
    return { id, ...versionOf(row), text: row.text }
  })
  app.post<{ Body: { changes: LocalChange[] } }>(
    '/api/definitions/check',
    { schema: { body: CHECK } },
    async request => {
      await allowed(
        request,
        parts,
        'edit',
        request.body.changes.map(change => change.id),
      )
      return { diagnostics: await parts.publisher.check(request.body.changes) }
    },
  )
  app.post<{ Body: { changes: LocalChange[]; setAside?: CaseName[]; note?: string } }>(
    '/api/definitions/publish',
    { schema: { body: PUBLISH } },
    async request => {
      const { changes, setAside = [], note = null } = request.body
      const ids = changes.map(change => change.id)
      const { principal, cause } = await allowed(request, parts, 'publish', ids)
      const order = { content: { changes, setAside }, by: principal, note, publishAt: null, cause, withoutReview: true }
      const { publication } = await parts.publications.submit(order)
      return { snapshot: publication!.snapshot.id, versions: publication!.versions }
    },
  )
}

function summary(
  { source, version }: Definition,
  parts: HttpParts,
  { locale, access }: { locale: string; access: Access },
) {
  const { id, kind, name, pack } = source
  const title = parts.snapshots.current().text(id, '/title', locale) ?? source.title
  const permissions = (['edit', 'publish'] as const).filter(action => mayOnDefinition(access, action, id))
  return { id, kind, name, pack, title, version, local: source.layers.includes('local'), permissions }
}

function find(params: Named['Params'], parts: HttpParts): Definition {
  const id = idOf(params)
  const definition = parts.snapshots.current().definitions.get(id)
  if (!definition) throw new UnknownDefinitionVersion(id, undefined)
  return definition
}

const idOf = ({ pack, kind, name }: Named['Params']): string => `${pack}/${kind}/${name}`

interface VersionRow {
  version: number
  hash: string
  layer: string
  title: string
  published_at: Date
  published_by: string
  author_name: string | null
  note: string | null
  /** Bytes in UTF-8. */
  size: number
}

const versionOf = (row: VersionRow) => ({
  version: row.version,
  hash: row.hash,
  local: row.layer === 'local',
  title: row.title,
  publishedAt: row.published_at.toISOString(),
  publishedBy: row.published_by,
  author: { id: row.published_by, name: row.author_name ?? row.published_by },
  note: row.note,
  size: row.size,
})
