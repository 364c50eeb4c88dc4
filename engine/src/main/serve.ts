import { existsSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Configuration } from '../host/configuration.ts'
import { createHttp } from '../http/create-http.ts'
import { documentTemplateRoutes } from '../kinds/document-template/routes.ts'
import { entityRoutes } from '../kinds/entity/routes.ts'
import { flowRoutes } from '../kinds/flow/routes.ts'
import { noticeRoutes } from '../runtime/notice-routes.ts'
import { PortTaken } from './main-errors.ts'
import type { OpenEngine } from './open-engine.ts'
import { repositoryRoot } from './repository-root.ts'

/** Builds the HTTP side of an open engine. `demoPassword` is offered on the sign-in page. */
export function httpOf(
  engine: OpenEngine,
  configuration: Configuration,
  demoPassword: string | null,
): Promise<FastifyInstance> {
  return createHttp({
    ...engine,
    routes: [...entityRoutes, ...flowRoutes, ...documentTemplateRoutes, ...noticeRoutes],
    settings: {
      locale: configuration.locale,
      designerFolder: designerFolder(),
      publicUrl: configuration.publicUrl,
      demoPassword,
    },
  })
}

/** The built designer of the repository, or the one that an installed engine brings; null serves the API alone. */
function designerFolder(): string | null {
  const folders = [path.join(repositoryRoot, 'designer/dist'), path.join(import.meta.dirname, '../../assets/designer')]
  return folders.find(folder => existsSync(path.join(folder, 'index.html'))) ?? null
}

/** Listens on the wished port, or, if nobody asked for this one, on another free one. Gives the port. */
export async function listen(app: FastifyInstance, { port, portGiven, host }: Configuration): Promise<number> {
  try {
    await app.listen({ port, host })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    if (portGiven) throw new PortTaken(port)
    await app.listen({ port: 0, host })
  }
  return (app.server.address() as { port: number }).port
}
