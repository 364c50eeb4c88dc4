import type { FieldModel } from '../../metadata/entity-model.ts'
import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { FieldContent } from './content.ts'
import { checkRenames } from './check-renames.ts'
import { COMMON_KEYS } from './fields/field-variant.ts'
import { variantOf } from './fields/index.ts'
import { fieldNamed } from './read-fields.ts'

const RESERVED_IN_RECORDS = new Set([
  'id',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'user',
  'today',
  'now',
])
const RESERVED_IN_LINES = new Set(['id', 'parent', 'position', 'record', 'user', 'today', 'now'])
/** Words of FEEL's grammar: a field of this name could never be read. */
const FEEL_WORDS = new Set(
  'and between else every external false for function if in instance item not null of or return satisfies some then true'.split(
    ' ',
  ),
)

export interface FieldGroup {
  /** Pointer of the `properties`. */
  at: string
  contents: Readonly<Record<string, FieldContent>>
  fields: readonly FieldModel[]
  /** The names of the record's fields when this is the group of a line. */
  inLines: boolean
}

/** Checks names and forms of the fields of a record, or of a line. */
export function checkFields(group: FieldGroup, findings: Findings): void {
  for (const [name, content] of Object.entries(group.contents)) {
    const at = pointerTo(group.at, name)
    checkName(name, at, group, findings)
    checkForm(content, at, findings)
    if (group.inLines && variantOf(content).type === 'lines') {
      findings.fault(pointerTo(at, 'x-lines'), {
        code: 'entity.field_form',
        message: 'Lines have no lines of their own. Make an entity and refer to it.',
      })
    }
    checkTarget(content, at, findings)
  }
  checkRenames(group, findings)
}

/** Every name in a `required` list must be that of a field beside it. */
export function checkRequired(
  list: { at: string; names: readonly string[]; fields: readonly FieldModel[] },
  findings: Findings,
): void {
  list.names.forEach((name, i) => {
    const field = fieldNamed(list.fields, name)
    if (field) return findings.referField(field, pointerTo(list.at, i))
    const known = list.fields.map(field => field.name)
    findings.unknown(pointerTo(list.at, i), {
      code: 'entity.unknown_field',
      message: `There is no field "${name}" to be required.`,
      name,
      known,
    })
  })
}

function checkName(name: string, at: string, group: FieldGroup, findings: Findings): void {
  const reserved = group.inLines ? RESERVED_IN_LINES : RESERVED_IN_RECORDS
  if (!reserved.has(name) && !FEEL_WORDS.has(name)) return
  findings.fault(at, {
    code: 'entity.reserved_name',
    message: `"${name}" is a word of the engine and can't name a field. Choose another name.`,
  })
}

function checkForm(content: FieldContent, at: string, findings: Findings): void {
  const variant = variantOf(content)
  const allowed = new Set<string>([...COMMON_KEYS, ...variant.keys])
  for (const key of Object.keys(content)) {
    if (allowed.has(key)) continue
    const message = `A field of type ${variant.type} has no "${key}". Remove it, or change the type.`
    findings.fault(pointerTo(at, key), { code: 'entity.field_form', message })
  }
  for (const { key, code, message } of variant.check?.(content) ?? [])
    findings.fault(pointerTo(at, key), { code, message })
  checkOneSource(content, at, findings)
  const wanted = content.default === undefined ? undefined : variant.checkDefault?.(content.default, content)
  if (wanted)
    findings.fault(pointerTo(at, 'default'), {
      code: 'entity.invalid_default',
      message: `The default must be ${wanted}.`,
    })
}

const SOURCES = ['default', 'x-default', 'x-computed', 'x-lookup', 'x-sequence'] as const

function checkOneSource(content: FieldContent, at: string, findings: Findings): void {
  const [first, second] = SOURCES.filter(key => content[key] !== undefined)
  if (first === undefined || second === undefined) return
  const message = `A value comes either from "${first}" or from "${second}". Remove one.`
  findings.fault(pointerTo(at, second), { code: 'entity.field_form', message })
}

function checkTarget(content: FieldContent, at: string, findings: Findings): void {
  const target = content['x-ref']
  if (target === undefined) return
  const pointer = pointerTo(at, 'x-ref')
  if (findings.link.source('entity', target)) findings.refer(`entity/${target}`, pointer)
  else {
    const known = findings.link.names('entity')
    findings.unknown(pointer, {
      code: 'entity.unknown_entity',
      message: `There is no entity "${target}".`,
      name: target,
      known,
    })
  }
}
