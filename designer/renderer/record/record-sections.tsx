import type { EntityDescription, FormDefinition, FormField } from '../../shell/api/app.ts'
import type { RecordRow } from '../../shell/api/records.ts'
import { fieldOf, type FieldModel } from '../fields/field-model.ts'
import { FieldValue } from '../fields/field-value.tsx'
import type { FormConditions } from '../form/form-conditions.ts'
import { LineTable } from './line-table.tsx'
import styles from './record-sections.module.css'

interface RecordSectionsProps {
  entity: EntityDescription
  form: FormDefinition
  record: RecordRow
  conditions: FormConditions
}

/** A record read through a form: the same sections and order, values as text. */
export function RecordSections({ entity, form, record, conditions }: RecordSectionsProps) {
  return form.sections
    .filter(section => conditions.sectionVisible(section.key))
    .map(section => {
      const fields = section.fields.flatMap(layout => shown(entity, layout, conditions))
      if (fields.length === 0) return null
      const [lines, plain] = [fields.filter(isLines), fields.filter(item => !isLines(item))]
      return (
        <section key={section.key} className={styles.section}>
          <h2>{section.title}</h2>
          {plain.length > 0 && (
            <dl className={styles.fields} data-columns={section.columns ?? 2}>
              {plain.map(({ layout, field }) => (
                <div key={field.name} data-wide={layout.span === 2 || field.multiline}>
                  <dt>{field.title}</dt>
                  <dd>
                    <FieldValue entity={entity} field={field} record={record} linked withCurrency />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {lines.map(({ layout, field }) => (
            <LineTable key={field.name} entity={entity} field={field} layout={layout} record={record} />
          ))}
        </section>
      )
    })
}

interface ShownField {
  layout: FormField
  field: FieldModel
}

function shown(entity: EntityDescription, layout: FormField, conditions: FormConditions): ShownField[] {
  const field = fieldOf(entity, layout.field)
  return field && conditions.visible(layout.field) ? [{ layout, field }] : []
}

function isLines({ field }: ShownField): boolean {
  return field.type === 'lines'
}
