import type { Operation, PathItems } from './operation.ts'

const problem = { $ref: '#/components/responses/Problem' }
const json = (description: string) => ({ description, content: { 'application/json': { schema: { type: 'object' } } } })
const body = (properties: object, required: string[]) => ({
  required: true,
  content: { 'application/json': { schema: { type: 'object', required, properties } } },
})
const text = { type: 'string' }
const named = ['pack', 'kind', 'name'].map(name => ({ name, in: 'path', required: true, schema: text }))
const changes = {
  type: 'array',
  items: { type: 'object', required: ['id', 'text'], properties: { id: text, text, baseHash: text } },
}

function make(operationId: string, tag: string, summary: string, more: Record<string, unknown> = {}): Operation {
  return { operationId, tags: [tag], summary, responses: { 200: json('Done'), default: problem }, ...more }
}

/** Operations that are not routes of a kind: session, application model, definitions. */
export function fixedPaths(): PathItems {
  const version = { name: 'version', in: 'path', required: true, schema: { type: 'integer' } }
  return {
    '/api/session': {
      get: make('get_session', 'session', 'Who is signed in', { security: [] }),
      post: make('sign_in', 'session', 'Sign in', {
        security: [],
        requestBody: body({ login: text, password: text }, ['login', 'password']),
        responses: { 201: json('Signed in'), default: problem },
      }),
      patch: make('choose_language', 'session', 'Choose a language', {
        requestBody: body({ locale: { enum: ['zh-CN', 'en'] } }, ['locale']),
      }),
      delete: make('sign_out', 'session', 'Sign out', {
        responses: { 204: { description: 'Signed out' }, default: problem },
      }),
    },
    '/api/password-links/{token}': {
      post: make('set_password', 'session', 'Set a password by a one-time link', {
        security: [],
        parameters: [{ name: 'token', in: 'path', required: true, schema: text }],
        requestBody: body({ password: text }, ['password']),
        responses: { 204: { description: 'Set' }, default: problem },
      }),
    },
    '/api/app': { get: make('get_app', 'app', 'The published application as the caller may see it') },
    '/api/definitions': { get: make('list_definitions', 'definitions', 'All published definitions') },
    '/api/definitions/{pack}/{kind}/{name}': {
      get: make('get_definition', 'definitions', 'One definition with its text', { parameters: named }),
    },
    '/api/definitions/{pack}/{kind}/{name}/versions': {
      get: make('list_versions', 'definitions', 'Its versions, newest first', { parameters: named }),
    },
    '/api/definitions/{pack}/{kind}/{name}/versions/{version}': {
      get: make('get_version', 'definitions', 'One version', { parameters: [...named, version] }),
    },
    '/api/definitions/check': {
      post: make('check_definitions', 'definitions', 'What publishing these changes would find', {
        requestBody: body({ changes }, ['changes']),
      }),
    },
    '/api/definitions/publish': {
      post: make('publish_definitions', 'definitions', 'Publish changes of the local layer', {
        requestBody: body({ changes, note: text }, ['changes']),
      }),
    },
  }
}
