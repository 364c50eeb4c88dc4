import type { FastifyInstance } from 'fastify'
import { engineVersion } from '../../base/engine-version.ts'
import { mayOnDefinition } from '../../access/definition-rights.ts'
import { allowed, wholePack } from '../definition-access.ts'
import type { HttpParts } from '../http-parts.ts'
import { planRoutes } from './plan-routes.ts'

/** What is installed, and brought out again as files. */
export async function packRoutes(app: FastifyInstance, parts: HttpParts): Promise<void> {
  const { packs } = parts
  app.get('/api/packs', async request => {
    const { access } = await allowed(request, parts, 'read')
    const seen = (await packs.list()).filter(({ name }) => mayOnDefinition(access, 'read', wholePack(name)))
    const permissions = (name: string) => ({ publish: mayOnDefinition(access, 'publish', wholePack(name)) })
    return { engine: engineVersion, items: seen.map(pack => ({ ...pack, permissions: permissions(pack.name) })) }
  })
  app.get<{ Params: { name: string } }>('/api/packs/:name/file', async (request, reply) => {
    const { name } = request.params
    await allowed(request, parts, 'read', [wholePack(name)])
    const file = await packs.file(name)
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename="${file.name}"`)
      .send(Buffer.from(file.bytes))
  })
  app.get('/api/local-layer', async (request, reply) => {
    const { access } = await allowed(request, parts, 'read')
    const archive = await packs.localArchive(id => mayOnDefinition(access, 'read', id))
    return reply
      .type('application/zip')
      .header('content-disposition', 'attachment; filename="local-layer.zip"')
      .send(Buffer.from(archive))
  })
  await planRoutes(app, parts)
}
