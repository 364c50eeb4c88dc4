import type { FieldModel } from '../../metadata/entity-model.ts'
import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { NamePlace } from '../../metadata/kind.ts'
import type { EntityContent } from './content.ts'
import { fieldNamed, outlineOf } from './read-fields.ts'

/** PostgreSQL's limit for a name, which the table of line items must keep too. */
const LONGEST_TABLE_NAME = 63

/** Checks what an entity says about its fields as a whole: display, search, unique, indexes, tables of lines. */
export function checkStructure(content: EntityContent, fields: readonly FieldModel[], findings: Findings): void {
  checkUse({ at: '/x-display', name: content['x-display'], fields, usable: isText, what: 'name a record' }, findings)
  content['x-search']?.forEach((path, i) => checkSearch(path, pointerTo('/x-search', i), fields, findings))
  for (const key of ['x-unique', 'x-indexes'] as const) {
    content[key]?.forEach((names, i) =>
      names.forEach((name, j) =>
        checkUse(
          { at: pointerTo('', key, i, j), name, fields, usable: isColumn, what: 'be part of an index' },
          findings,
        ),
      ),
    )
  }
  for (const field of fields) if (field.type === 'lines') checkTableName(content.name, field, findings)
}

const isText = (field: FieldModel): boolean => !['lines', 'texts', 'boolean', 'reference'].includes(field.type)
const isSearchable = (field: FieldModel): boolean => field.type === 'text' || field.type === 'enum'
const isColumn = (field: FieldModel): boolean => field.type !== 'lines' && field.type !== 'texts'

interface Use {
  at: string
  name: string
  fields: readonly FieldModel[]
  usable(field: FieldModel): boolean
  what: string
  /** Where the name stands in the text; absent: it is all of it. */
  place?: NamePlace
}

function checkUse({ at, name, fields, usable, what, place }: Use, findings: Findings): void {
  const field = fieldNamed(fields, name)
  if (field) findings.referField(field, at, place)
  if (!field) {
    const known = fields.filter(usable).map(each => each.name)
    findings.unknown(at, { code: 'entity.unknown_field', message: `There is no field "${name}".`, name, known })
  } else if (!usable(field)) {
    findings.fault(at, { code: 'entity.field_not_usable', message: `A field of type ${field.type} can't ${what}.` })
  }
}

/** A field, or a field of a record that is referred to: `customer.name`. */
function checkSearch(path: string, at: string, fields: readonly FieldModel[], findings: Findings): void {
  const [first = '', second, ...rest] = path.split('.')
  if (rest.length > 0) {
    findings.fault(at, { code: 'entity.field_not_usable', message: 'A search path goes over one reference at most.' })
  } else if (second === undefined)
    checkUse({ at, name: first, fields, usable: isSearchable, what: 'be searched' }, findings)
  else {
    const reference = fieldNamed(fields, first)
    const target = reference?.target === undefined ? undefined : outlineOf(findings.link, reference.target)
    if (reference) findings.referField(reference, at, { in: 'value', from: 0, to: first.length })
    const place: NamePlace = { in: 'value', from: first.length + 1, to: path.length }
    if (target)
      checkUse({ at, name: second, fields: target, usable: isSearchable, what: 'be searched', place }, findings)
    else if (reference?.target === undefined) {
      const known = fields.filter(each => each.type === 'reference').map(each => each.name)
      findings.unknown(at, {
        code: 'entity.unknown_field',
        message: `There is no reference "${first}".`,
        name: first,
        known,
      })
    }
  }
}

function checkTableName(entity: string, lines: FieldModel, findings: Findings): void {
  const table = `${entity}_${lines.name}`
  const at = pointerTo('/properties', lines.name)
  if (table.length > LONGEST_TABLE_NAME) {
    findings.fault(at, {
      code: 'entity.table_name',
      message: `The table "${table}" would have a name longer than 63. Shorten the field's name.`,
    })
  } else if (findings.link.source('entity', table)) {
    findings.fault(at, {
      code: 'entity.table_name',
      message: `These lines and the entity "${table}" would share a table. Rename one.`,
    })
  }
}
