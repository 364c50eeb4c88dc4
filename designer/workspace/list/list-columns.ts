import type { TFunction } from 'i18next'
import type { EntityDescription, ListPageDefinition } from '../../shell/api/app.ts'
import { fieldOf, isNumeric, type FieldModel, type FieldType } from '../../renderer/fields/field-model.ts'

export interface ListColumn {
  field: FieldModel
  /** CSS pixels. */
  width: number
  numeric: boolean
  sortable: boolean
}

const DEFAULT_WIDTH: Readonly<Record<FieldType, number>> = {
  text: 180,
  integer: 96,
  decimal: 128,
  boolean: 80,
  date: 112,
  instant: 148,
  choice: 112,
  reference: 180,
  texts: 160,
  lines: 80,
}

/** The page's columns that this user may see; a column whose field is hidden from him is left out. */
export function listColumns(page: ListPageDefinition, entity: EntityDescription, t: TFunction): ListColumn[] {
  return page.columns.flatMap(({ field: name, width }) => {
    const field = fieldOf(entity, name) ?? systemField(name, t)
    if (!field) return []
    return [
      {
        field,
        width: width ?? DEFAULT_WIDTH[field.type],
        numeric: isNumeric(field),
        sortable: !['reference', 'texts', 'lines'].includes(field.type),
      },
    ]
  })
}

/** The engine's own columns; they are in no schema but may be shown and sorted by. */
function systemField(name: string, t: TFunction): FieldModel | undefined {
  if (name !== 'created_at' && name !== 'updated_at') return undefined
  return {
    name,
    title: t(`field.${name}`),
    type: 'instant',
    required: false,
    readOnly: true,
    multiline: false,
    percent: false,
    options: [],
    fields: [],
  }
}
