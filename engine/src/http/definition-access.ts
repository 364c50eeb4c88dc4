import type { FastifyRequest } from 'fastify'
import { accessOf, type Access } from '../access/ability.ts'
import { mayOnDefinition } from '../access/definition-rights.ts'
import type { Principal } from '../runtime/context.ts'
import { callerOf } from './authentication/caller.ts'
import type { HttpParts } from './http-parts.ts'
import { localeOf } from './locale.ts'
import { MissingRight } from './request-errors.ts'

/** Who asks for definitions, and what he may do with them. */
export interface Asking {
  principal: Principal
  access: Access
  locale: string
  /** How he reached us, as audit entries say it. */
  cause: string
}

/** Throws MissingRight, naming the first of these definitions that the person may not read, edit or publish. */
export async function allowed(
  request: FastifyRequest,
  parts: HttpParts,
  action: 'read' | 'edit' | 'publish',
  ids: readonly string[] = [],
): Promise<Asking> {
  const { person, cause } = await callerOf(request, parts)
  const access = accessOf(person.principal, parts.snapshots.current())
  if (!access.can(action, 'definition')) throw new MissingRight(action, 'definition')
  const refused = ids.find(id => !mayOnDefinition(access, action, id))
  if (refused !== undefined) throw new MissingRight(action, refused)
  return { principal: person.principal, access, locale: localeOf(request, person, parts.settings), cause }
}

/** As an id of a definition: a right on it is a right on every definition of the pack, whatever its kind. */
export const wholePack = (pack: string): string => `${pack}/*/*`
