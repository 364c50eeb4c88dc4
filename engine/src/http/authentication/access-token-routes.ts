import type { FastifyInstance } from 'fastify'
import { accessOf } from '../../access/ability.ts'
import { DEFINITION_RIGHTS, meaningOf, PROGRAM_RIGHTS } from '../../access/program-rights.ts'
import type { AccessToken } from '../../runtime/access-tokens.ts'
import type { ProgramRight } from '../../runtime/context.ts'
import type { HttpParts } from '../http-parts.ts'
import { MissingRight } from '../request-errors.ts'
import { signedIn } from './signed-in.ts'

interface TokenBody {
  name: string
  endsAt: string
  rights?: ProgramRight[]
}

const NEW_TOKEN = {
  type: 'object',
  required: ['name', 'endsAt'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 120, pattern: '^[^\\x00]*$' },
    endsAt: { type: 'string', format: 'date-time', maxLength: 40 },
    rights: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: [...PROGRAM_RIGHTS] } },
  },
}

const LIMITED = { rateLimit: { max: 30, timeWindow: '1 minute' } }

/** A person's own tokens for programs. Only he himself makes them: no token makes another one. */
export function accessTokenRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { accessTokens } = parts
  const owner = async (request: Parameters<typeof signedIn>[0]) => (await signedIn(request, parts)).person.principal
  app.get('/api/access-tokens', async (request, reply) => {
    const { accountId } = await owner(request)
    reply.header('cache-control', 'no-store')
    return { items: (await accessTokens.list(accountId)).map(tokenView) }
  })
  app.post<{ Body: TokenBody }>(
    '/api/access-tokens',
    { schema: { body: NEW_TOKEN }, config: LIMITED },
    async (request, reply) => {
      const by = await owner(request)
      const access = accessOf(by, parts.snapshots.current())
      const may = (right: ProgramRight): boolean => access.can(meaningOf(right).action, meaningOf(right).subject)
      const own = DEFINITION_RIGHTS.filter(may)
      const { name, endsAt, rights = own } = request.body
      const refused = rights.length === 0 ? 'read' : rights.find(right => !may(right))
      if (refused !== undefined) throw new MissingRight(meaningOf(refused).action, meaningOf(refused).subject)
      const order = { accountId: by.accountId, name, rights, endsAt: new Date(endsAt), by, cause: 'http' }
      const { token, made } = await accessTokens.create(order)
      reply.header('cache-control', 'no-store')
      return reply.code(201).send({ ...tokenView(made), token })
    },
  )
  app.delete<{ Params: { id: string } }>('/api/access-tokens/:id', async (request, reply) => {
    const by = await owner(request)
    await accessTokens.revoke({ id: request.params.id, accountId: by.accountId, by, cause: 'http' })
    return reply.code(204).send()
  })
}

const tokenView = ({ createdAt, endsAt, lastUsedAt, ...token }: AccessToken) => ({
  ...token,
  createdAt: createdAt.toISOString(),
  endsAt: endsAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})
