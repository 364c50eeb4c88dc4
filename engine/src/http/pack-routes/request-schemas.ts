import { CASES } from '../publishing-routes/request-schemas.ts'

const object = (properties: object, required: string[]) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
})
const WORDS = { type: 'string', maxLength: 2000, pattern: '^[^\\x00]*$' }
const NAME = { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 63 }
const FILE = object({ path: { type: 'string', maxLength: 300 }, text: { type: 'string', maxLength: 1_000_000 } }, [
  'path',
  'text',
])

export const PLAN_QUERY = object(
  {
    action: { enum: ['install', 'upgrade', 'import'], default: 'install' },
    allowOlder: { type: 'boolean', default: false },
  },
  [],
)
export const PLAN = {
  oneOf: [
    object({ action: { const: 'uninstall' }, pack: NAME }, ['action', 'pack']),
    object({ action: { const: 'import' }, files: { type: 'array', minItems: 1, maxItems: 1000, items: FILE } }, [
      'action',
      'files',
    ]),
  ],
}
export const CHOICES = object(
  {
    choices: {
      type: 'object',
      maxProperties: 5000,
      propertyNames: { maxLength: 1000 },
      additionalProperties: { enum: ['base', 'theirs', 'ours'] },
    },
  },
  ['choices'],
)
export const APPLY = object({ note: WORDS, setAside: CASES }, [])
