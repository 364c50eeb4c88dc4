import { body, json, made, problem, setAside, text } from './fixed-operation.ts'
import type { PathItems } from './operation.ts'

const name = { name: 'name', in: 'path', required: true, schema: text }
const id = { name: 'id', in: 'path', required: true, schema: text }
const query = (parameter: string, schema: object) => ({ name: parameter, in: 'query', required: false, schema })
const file = (type: string, description: string) => ({
  responses: {
    200: { description, content: { [type]: { schema: { type: 'string', format: 'binary' } } } },
    default: problem,
  },
})

/** Operations on packs, plans and the local layer. */
export const packPaths = (): PathItems => ({
  '/api/packs': { get: made('list_packs', 'packs', 'Installed packs') },
  '/api/packs/{name}/file': {
    get: made('get_pack_file', 'packs', 'An installed pack as one file', {
      parameters: [name],
      ...file('application/octet-stream', 'The pack'),
    }),
  },
  '/api/local-layer': {
    get: made('get_local_layer', 'packs', 'The local layer as an archive', file('application/zip', 'The layer')),
  },
  '/api/pack-plans': {
    post: made('make_pack_plan', 'packs', 'What installing, upgrading, removing or importing would change', {
      parameters: [
        query('action', { enum: ['install', 'upgrade', 'import'] }),
        query('allowOlder', { type: 'boolean' }),
      ],
      requestBody: {
        required: true,
        content: {
          'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
          'application/json': {
            schema: {
              type: 'object',
              required: ['action'],
              properties: { action: { enum: ['uninstall', 'import'] }, pack: text, files: { type: 'array' } },
            },
          },
        },
      },
      responses: { 201: json('The plan'), default: problem },
    }),
  },
  '/api/pack-plans/{id}': {
    get: made('get_pack_plan', 'packs', 'A plan, on what is in force now', { parameters: [id] }),
    delete: made('discard_pack_plan', 'packs', 'Throw a plan away', {
      parameters: [id],
      responses: { 204: { description: 'Gone' }, default: problem },
    }),
  },
  '/api/pack-plans/{id}/choices': {
    put: made('choose_in_pack_plan', 'packs', 'Decide conflicts: base, theirs or ours', {
      parameters: [id],
      requestBody: body({ choices: { type: 'object' } }, ['choices']),
    }),
  },
  '/api/pack-plans/{id}/apply': {
    post: made('apply_pack_plan', 'packs', 'Publish what was planned, or put it up for review', {
      parameters: [id],
      requestBody: body({ note: text, setAside }, []),
    }),
  },
})
