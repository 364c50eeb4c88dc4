import type { Change, Impact } from '../../metadata/compare/change.ts'
import type { ChangeWords, Sides } from '../../metadata/compare/change-words.ts'
import { valueOf } from '../../metadata/compare/content-node.ts'
import { nodeUnder } from '../../metadata/compare/node-under.ts'
import { parentPointer } from '../../metadata/json-pointer.ts'

/** What changes of an entity mean for the rows that are stored (README.md has the table). */
export const entityChanges: readonly ChangeWords[] = [
  ...fieldWords('/properties/*', 'field'),
  ...requiredWords('/required/*'),
  { at: '/x-states/transitions/*/title', noun: 'transition', impact: 'none' },
  {
    at: '/x-states/transitions/*',
    noun: 'transition',
    impact: { remove: 'needs_migration', replace: 'needs_migration' },
  },
  { at: '/x-states/transitions/*/**', noun: 'transition', impact: 'needs_migration' },
  { at: '/x-states/**', noun: 'states', impact: 'needs_migration' },
  { at: '/x-validations/*/message', noun: 'validation', impact: 'none' },
  { at: '/x-validations/*', noun: 'validation', impact: { add: 'needs_migration' } },
  { at: '/x-validations/*/**', noun: 'validation', impact: 'needs_migration' },
  { at: '/x-unique/*', noun: 'unique', impact: { add: 'needs_migration' } },
  { at: '/x-indexes/*', noun: 'index', impact: 'none' },
  { at: '/x-search/*', noun: 'search', impact: 'none' },
  { at: '/x-display', noun: 'display', impact: 'none' },
]

function fieldWords(field: string, noun: string): ChangeWords[] {
  const retyped = ['type', 'format', 'x-ref', 'x-lines', 'x-money', 'x-decimal/**', 'x-decimal', 'items/type']
  const limits = [
    'maxLength',
    'pattern',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'minItems',
    'maxItems',
  ]
  const labels = ['title', 'description', 'x-multiline', 'x-percent']
  return [
    ...retyped.map(each => word(`${field}/${each}`, noun, `${noun}_retyped`, retypeImpact)),
    ...limits.map(each => word(`${field}/${each}`, noun, `${noun}_limit_changed`, limitImpact)),
    ...labels.map(each => word(`${field}/${each}`, noun, `${noun}_labelled`, 'none')),
    { at: `${field}/oneOf`, noun: 'options', impact: { add: 'needs_migration' } },
    { at: `${field}/oneOf/*/title`, noun: 'option', impact: 'none' },
    { at: `${field}/oneOf/*`, noun: 'option', impact: { remove: 'needs_migration' } },
    ...(noun === 'field' ? fieldWords(`${field}/items/properties/*`, 'line_field') : []),
    ...(noun === 'field' ? requiredWords(`${field}/items/required/*`) : []),
    { at: field, noun, impact: { remove: 'needs_migration' } },
    { at: `${field}/**`, noun },
  ]
}

function word(at: string, noun: string, code: string, impact: NonNullable<ChangeWords['impact']>): ChangeWords {
  return { at, noun, codes: { add: code, remove: code, replace: code }, impact }
}

function requiredWords(at: string): ChangeWords[] {
  const codes = { add: 'field_required', remove: 'field_optional' }
  return [{ at, noun: 'required', codes, impact: { add: 'needs_migration' } }]
}

/** Every stored integer is a decimal, and every date a text; what fits otherwise only the rows can tell. */
function retypeImpact(change: Change, { before, after }: Sides): Impact {
  const field = change.at.slice(0, change.at.indexOf('/', '/properties/'.length))
  const [was, is] = [before, after].map(side => typeOf(side, parentField(change.at) ?? field))
  const widened = (was === 'integer' && is === 'decimal') || (is === 'string' && was !== 'array' && was !== undefined)
  return widened || (was === 'decimal' && is === 'decimal') ? 'needs_migration' : 'breaking'
}

/** The pointer of the field that a pointer below it belongs to. */
function parentField(at: string): string | undefined {
  const end = at.split('/').lastIndexOf('properties')
  return end === -1
    ? parentPointer(at)
    : at
        .split('/')
        .slice(0, end + 2)
        .join('/')
}

function typeOf(side: Sides['before'], at: string): string | undefined {
  const node = nodeUnder(side, at)
  const field = node && (valueOf(node) as { type?: string; format?: string })
  return field?.format ?? field?.type
}

/** A limit that lets through all that the old one did needs nothing of the rows. */
function limitImpact({ at, op, before, after }: Change): Impact {
  if (op === 'remove') return 'safe'
  if (op === 'add' || at.endsWith('/pattern')) return 'needs_migration'
  const grown = Number(after) >= Number(before)
  const upper = /\/(maxLength|maximum|exclusiveMaximum|maxItems)$/.test(at)
  return grown === upper ? 'safe' : 'needs_migration'
}
