import { body, json, made, named, problem, setAside, text } from './fixed-operation.ts'
import type { PathItems } from './operation.ts'
import { packPaths } from './pack-paths.ts'
import { publishingPaths } from './publishing-paths.ts'

const changes = {
  type: 'array',
  items: { type: 'object', required: ['id', 'text'], properties: { id: text, text, baseHash: text } },
}

/** Operations that are not routes of a kind: session, application model, definitions and their publication. */
export function fixedPaths(): PathItems {
  const version = { name: 'version', in: 'path', required: true, schema: { type: 'integer' } }
  return {
    '/api/session': {
      get: made('get_session', 'session', 'Who is signed in', { security: [] }),
      post: made('sign_in', 'session', 'Sign in', {
        security: [],
        requestBody: body({ login: text, password: text }, ['login', 'password']),
        responses: { 201: json('Signed in'), default: problem },
      }),
      patch: made('choose_language', 'session', 'Choose a language', {
        requestBody: body({ locale: { enum: ['zh-CN', 'en'] } }, ['locale']),
      }),
      delete: made('sign_out', 'session', 'Sign out', {
        responses: { 204: { description: 'Signed out' }, default: problem },
      }),
    },
    '/api/password-links/{token}': {
      post: made('set_password', 'session', 'Set a password by a one-time link', {
        security: [],
        parameters: [{ name: 'token', in: 'path', required: true, schema: text }],
        requestBody: body({ password: text }, ['password']),
        responses: { 204: { description: 'Set' }, default: problem },
      }),
    },
    '/api/access-tokens': {
      get: made('list_access_tokens', 'session', "The caller's tokens for programs"),
      post: made('make_access_token', 'session', 'Make a token for a program; it is shown once', {
        requestBody: body(
          {
            name: text,
            endsAt: { type: 'string', format: 'date-time' },
            rights: { type: 'array', items: { enum: ['read', 'edit', 'publish'] } },
          },
          ['name', 'endsAt'],
        ),
        responses: { 201: json('The token'), default: problem },
      }),
    },
    '/api/access-tokens/{id}': {
      delete: made('revoke_access_token', 'session', 'End a token at once', {
        parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
        responses: { 204: { description: 'Ended' }, default: problem },
      }),
    },
    '/api/app': { get: made('get_app', 'app', 'The published application as the caller may see it') },
    '/api/definitions': { get: made('list_definitions', 'definitions', 'All published definitions') },
    '/api/definitions/{pack}/{kind}/{name}': {
      get: made('get_definition', 'definitions', 'One definition with its text', { parameters: named }),
    },
    '/api/definitions/{pack}/{kind}/{name}/versions': {
      get: made('list_versions', 'definitions', 'Its versions, newest first', { parameters: named }),
    },
    '/api/definitions/{pack}/{kind}/{name}/versions/{version}': {
      get: made('get_version', 'definitions', 'One version', { parameters: [...named, version] }),
    },
    '/api/definitions/check': {
      post: made('check_definitions', 'definitions', 'What publishing these changes would find', {
        requestBody: body({ changes }, ['changes']),
      }),
    },
    '/api/definitions/publish': {
      post: made('publish_definitions', 'definitions', 'Publish changes of the local layer', {
        requestBody: body({ changes, setAside, note: text }, ['changes']),
      }),
    },
    ...publishingPaths(),
    ...packPaths(),
  }
}
