import type { FastifyInstance, FastifyRequest } from 'fastify'
import { mayOnDefinition } from '../../access/definition-rights.ts'
import type { PackFile } from '../../metadata/kind.ts'
import type { Side } from '../../metadata/merge/merge-result.ts'
import { archiveLimits } from '../../metadata/pack-file/archive-limits.ts'
import type { PackPlan } from '../../runtime/packs/pack-plan.ts'
import type { PackPlans } from '../../runtime/packs/pack-plans.ts'
import type { CaseName } from '../../runtime/publishing/case-outcome.ts'
import { allowed, type Asking } from '../definition-access.ts'
import type { HttpParts } from '../http-parts.ts'
import { MissingRight } from '../request-errors.ts'
import { planView, rightsOf } from './plan-view.ts'
import { APPLY, CHOICES, PLAN, PLAN_QUERY } from './request-schemas.ts'

interface OfPlan {
  Params: { id: string }
}

interface Creation {
  Querystring: { action: 'install' | 'upgrade' | 'import'; allowOlder: boolean }
  Body: Buffer | { action: 'uninstall'; pack: string } | { action: 'import'; files: PackFile[] }
}

const PATH = '/api/pack-plans'

/** Plans for packs and local layers: made from a file, looked at, decided, applied. */
export async function planRoutes(app: FastifyInstance, parts: HttpParts): Promise<void> {
  const plans = parts.packPlans
  // Only here: everywhere else a body is JSON.
  await app.register(async scope => {
    const limits = { parseAs: 'buffer', bodyLimit: archiveLimits.bytes } as const
    scope.addContentTypeParser('application/octet-stream', limits, (_request, body, done) => done(null, body))
    scope.post<Creation>(PATH, { schema: { querystring: PLAN_QUERY, body: BODY } }, async (request, reply) => {
      const asking = await allowed(request, parts, 'publish')
      const plan = await create(plans, request, asking)
      await refuseUnlessPermitted(plans, asking, plan)
      return reply.code(201).header('location', `${PATH}/${plan.id}`).send(planView(plan, asking.principal))
    })
  })
  app.get<OfPlan>(`${PATH}/:id`, async request => {
    const { principal } = await permitted(request, parts)
    return planView(await plans.get(request.params.id), principal)
  })
  app.put<OfPlan & { Body: { choices: Record<string, Side> } }>(
    `${PATH}/:id/choices`,
    { schema: { body: CHOICES } },
    async request => {
      const { principal } = await permitted(request, parts)
      return planView(await plans.choose(request.params.id, request.body.choices), principal)
    },
  )
  app.post<OfPlan & { Body: { note?: string; setAside?: CaseName[] } | undefined }>(
    `${PATH}/:id/apply`,
    { schema: { body: APPLY } },
    async request => {
      const asking = await permitted(request, parts)
      const { id } = request.params
      const { note = null, setAside = [] } = request.body ?? {}
      const { state } = await plans.apply(id, { by: asking.principal, cause: asking.cause }, { note, setAside })
      parts.log.info({ plan: id, state }, 'pack plan applied')
      return planView(await plans.get(id), asking.principal)
    },
  )
  app.delete<OfPlan>(`${PATH}/:id`, async (request, reply) => {
    const { principal } = await allowed(request, parts, 'publish')
    await plans.discard(request.params.id, principal)
    return reply.code(204).send()
  })
}

/** The bytes of a file pass as they are: the archive has checks of its own. */
const BODY = { content: { 'application/json': { schema: PLAN }, 'application/octet-stream': { schema: {} } } }

function create(
  plans: PackPlans,
  { query, body }: FastifyRequest<Creation>,
  { principal, cause }: Asking,
): Promise<PackPlan> {
  const planner = { by: principal, cause }
  if (!Buffer.isBuffer(body))
    return body.action === 'uninstall' ? plans.uninstall(body.pack, planner) : plans.fromLocalLayer(body.files, planner)
  const { action, allowOlder } = query
  if (action === 'import') return plans.fromLocalLayer(new Uint8Array(body), planner)
  return plans.fromFile(new Uint8Array(body), { ...planner, action, allowOlder })
}

/** What a file holds is known only after it was opened. */
async function refuseUnlessPermitted(plans: PackPlans, { access, principal }: Asking, plan: PackPlan): Promise<void> {
  const refused = rightsOf(plan).find(id => !mayOnDefinition(access, 'publish', id))
  if (refused === undefined) return
  await plans.discard(plan.id, principal)
  throw new MissingRight('publish', refused)
}

/** Who asks, if he may publish all that the plan changes. Looking whether he may is not looking at the plan. */
async function permitted(request: FastifyRequest<OfPlan>, parts: HttpParts): Promise<Asking> {
  await allowed(request, parts, 'publish')
  const plan = await parts.packPlans.peek(request.params.id)
  return allowed(request, parts, 'publish', rightsOf(plan))
}
