import type { Operation } from './operation.ts'

export const problem = { $ref: '#/components/responses/Problem' }
/** An answer with a JSON object. */
export const json = (description: string) => ({
  description,
  content: { 'application/json': { schema: { type: 'object' } } },
})
/** A JSON body. */
export const body = (properties: object, required: string[]) => ({
  required: true,
  content: { 'application/json': { schema: { type: 'object', required, properties } } },
})
export const text = { type: 'string' }
/** Cases that may fail, by what they test and their key. */
export const setAside = {
  type: 'array',
  items: { type: 'object', required: ['of', 'key'], properties: { of: text, key: text } },
}
/** The path parameters of a definition. */
export const named = ['pack', 'kind', 'name'].map(name => ({ name, in: 'path', required: true, schema: text }))

/** What programs reach with an access token, by tag. */
const FOR_PROGRAMS = new Set(['definitions', 'drafts', 'publications', 'packs'])

/** An operation that answers with a JSON object unless `more` says otherwise. */
export function made(operationId: string, tag: string, summary: string, more: Record<string, unknown> = {}): Operation {
  const security = FOR_PROGRAMS.has(tag) ? { security: [{ session: [] }, { token: [] }] } : {}
  return { operationId, tags: [tag], summary, ...security, responses: { 200: json('Done'), default: problem }, ...more }
}
