/** No text column takes the character 0. */
const TEXT = { type: 'string', maxLength: 1_000_000, pattern: '^[^\\x00]*$' }
const HASH = { type: 'string', pattern: '^[0-9a-f]{64}$' }
const MAYBE_HASH = { type: ['string', 'null'], pattern: '^[0-9a-f]{64}$' }
const WORDS = { type: 'string', maxLength: 2000, pattern: '^[^\\x00]*$' }
/** A leap second is a moment of the format, and none of Date. */
const MOMENT = { type: 'string', format: 'date-time', maxLength: 40, not: { pattern: ':60' } }
const ID = { type: 'string', pattern: '^[a-z0-9-]+/[a-z-]+/[a-z0-9_]+$', maxLength: 200 }

const object = (properties: object, required: string[]) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
})

const CHANGE = object({ id: ID, text: TEXT, remove: { const: true }, baseHash: MAYBE_HASH }, ['id'])
const CHANGES = { type: 'array', minItems: 1, maxItems: 200, items: CHANGE }

/** Cases by what they test and their key. */
export const CASES = {
  type: 'array',
  maxItems: 200,
  items: object(
    {
      of: { type: 'string', pattern: '^[a-z-]+/[a-z0-9_.-]+$', maxLength: 200 },
      key: { type: 'string', maxLength: 100 },
    },
    ['of', 'key'],
  ),
}

/** Bodies of the operations on definitions. */
export const CHECK = object({ changes: CHANGES }, ['changes'])
export const PUBLISH = object({ changes: CHANGES, note: WORDS, setAside: CASES }, ['changes'])
export const SUBMIT = object(
  { changes: CHANGES, note: WORDS, setAside: CASES, publishAt: { ...MOMENT, type: ['string', 'null'] } },
  ['changes'],
)
export const DRAFT = object(
  { text: TEXT, baseHash: MAYBE_HASH, revision: { type: ['integer', 'null'], minimum: 1, maximum: 2_147_483_647 } },
  ['text', 'baseHash', 'revision'],
)
export const APPROVE = object({ contentHash: HASH, comment: WORDS }, ['contentHash'])
export const REJECT = object({ comment: { ...WORDS, minLength: 1 } }, ['comment'])
export const RESTORE = object({ version: { type: 'integer', minimum: 1, maximum: 2_147_483_647 }, note: WORDS }, [
  'version',
])
export const ROLL_BACK = object({ note: WORDS, setAside: CASES, withLater: { type: 'boolean' } }, [])
export const SNAPSHOT_PARAMS = object({ id: { type: 'integer', minimum: 1, maximum: 2_147_483_647 } }, ['id'])
export const POLICY = object({ review: { enum: ['off', 'four_eyes'] } }, ['review'])

/** Queries. */
export const LIST_PUBLICATIONS = object(
  { state: { enum: ['in_review', 'scheduled', 'publishing', 'published', 'rejected', 'withdrawn', 'failed', 'open'] } },
  [],
)
const CHOICE = { type: 'string', pattern: '^(pack|current|[1-9][0-9]{0,8})$' }
export const COMPARE = object({ from: CHOICE, to: CHOICE }, [])
export const LIST_SNAPSHOTS = object(
  {
    limit: { type: 'integer', minimum: 1, maximum: 100 },
    before: { type: 'integer', minimum: 1, maximum: 2_147_483_647 },
  },
  [],
)
