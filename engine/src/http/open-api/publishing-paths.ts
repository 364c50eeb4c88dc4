import { body, json, made, named, problem, setAside, text } from './fixed-operation.ts'
import type { PathItems } from './operation.ts'

const parameter = (name: string, place: 'path' | 'query', schema: object = text) => ({
  name,
  in: place,
  required: place === 'path',
  schema,
})
const id = parameter('id', 'path')
const change = {
  type: 'object',
  required: ['id'],
  properties: { id: text, text, remove: { const: true }, baseHash: { type: ['string', 'null'] } },
}
const changes = { type: 'array', items: change }
const created = { responses: { 201: json('Submitted, or published already'), default: problem } }

const rollBack = { requestBody: body({ note: text, withLater: { type: 'boolean' } }, []), ...created }

/** Operations of drafts, publications, versions and policies. */
export function publishingPaths(): PathItems {
  return { ...draftPaths(), ...publicationPaths(), ...versionPaths() }
}

const draftPaths = (): PathItems => ({
  '/api/drafts': { get: made('list_drafts', 'drafts', 'Drafts of all authors, without texts') },
  '/api/drafts/{pack}/{kind}/{name}': {
    get: made('get_draft', 'drafts', "The caller's draft", { parameters: named }),
    put: made('save_draft', 'drafts', 'Save a draft; refused when another window saved it meanwhile', {
      parameters: named,
      requestBody: body({ text, baseHash: { type: ['string', 'null'] }, revision: { type: ['integer', 'null'] } }, [
        'text',
        'baseHash',
        'revision',
      ]),
    }),
    delete: made('delete_draft', 'drafts', 'Throw a draft away', {
      parameters: named,
      responses: { 204: { description: 'Gone' }, default: problem },
    }),
  },
})

const publicationPaths = (): PathItems => ({
  '/api/publications': {
    get: made('list_publications', 'publications', 'Publications, newest first', {
      parameters: [parameter('state', 'query')],
    }),
    post: made(
      'submit_publication',
      'publications',
      'Submit changes: published at once, on a date, or after a review',
      {
        requestBody: body(
          { changes, setAside, note: text, publishAt: { type: ['string', 'null'], format: 'date-time' } },
          ['changes'],
        ),
        ...created,
      },
    ),
  },
  '/api/publications/{id}': {
    get: made('get_publication', 'publications', 'A publication with all that a reviewer decides by', {
      parameters: [id],
    }),
  },
  '/api/publications/{id}/approve': {
    post: made('approve_publication', 'publications', 'Approve what was shown', {
      parameters: [id],
      requestBody: body({ contentHash: text, comment: text }, ['contentHash']),
    }),
  },
  '/api/publications/{id}/reject': {
    post: made('reject_publication', 'publications', 'Reject it', {
      parameters: [id],
      requestBody: body({ comment: text }, ['comment']),
    }),
  },
  '/api/publications/{id}/withdraw': {
    post: made('withdraw_publication', 'publications', 'Take back what is not in force yet', { parameters: [id] }),
  },
  '/api/publications/{id}/rollback': {
    post: made('roll_back_publication', 'publications', 'Bring back what it changed, as a new publication', {
      parameters: [id],
      ...rollBack,
    }),
  },
  '/api/snapshots/{id}/rollback': {
    post: made('roll_back_snapshot', 'publications', 'The same for a snapshot that packs were published with', {
      parameters: [parameter('id', 'path', { type: 'integer' })],
      ...rollBack,
    }),
  },
  '/api/packs/{name}/policy': {
    put: made('set_pack_policy', 'publications', 'Whether changes of a pack need a second person', {
      parameters: [parameter('name', 'path')],
      requestBody: body({ review: { enum: ['off', 'four_eyes'] } }, ['review']),
    }),
  },
})

const versionPaths = (): PathItems => ({
  '/api/definitions/{pack}/{kind}/{name}/compare': {
    get: made('compare_versions', 'definitions', 'Two versions compared: a number, `pack` or `current`', {
      parameters: [...named, parameter('from', 'query'), parameter('to', 'query')],
    }),
  },
  '/api/definitions/{pack}/{kind}/{name}/restore': {
    post: made('restore_version', 'definitions', 'Bring a version back, as a new one', {
      parameters: named,
      requestBody: body({ version: { type: 'integer' }, note: text }, ['version']),
      ...created,
    }),
  },
  '/api/definitions/{pack}/{kind}/{name}/references': {
    get: made('list_references', 'definitions', 'Where a definition is used', { parameters: named }),
  },
  '/api/definitions/impact': {
    post: made(
      'impact_of_changes',
      'definitions',
      'What changes would do: diagnostics, comparisons, cases, stored records',
      {
        requestBody: body({ changes }, ['changes']),
      },
    ),
  },
  '/api/snapshots': {
    get: made('list_snapshots', 'definitions', 'What was published when, with release notes', {
      parameters: [parameter('limit', 'query', { type: 'integer' }), parameter('before', 'query', { type: 'integer' })],
    }),
  },
})
