import type { EntityDescription } from '../../shell/api/app.ts'
import type { RecordRow } from '../../shell/api/records.ts'
import { fieldOf } from '../fields/field-model.ts'
import { FieldValue } from '../fields/field-value.tsx'
import styles from './record-facts.module.css'

interface RecordFactsProps {
  entity: EntityDescription
  record: RecordRow
  facts: readonly string[]
}

/** The few things that identify a record, in one line under its title. */
export function RecordFacts({ entity, record, facts }: RecordFactsProps) {
  const fields = facts.flatMap(name => fieldOf(entity, name) ?? [])
  return (
    <dl className={styles.facts}>
      {fields.map(field => (
        <div key={field.name}>
          <dt>{field.title}</dt>
          <dd>
            <FieldValue entity={entity} field={field} record={record} linked withCurrency />
          </dd>
        </div>
      ))}
    </dl>
  )
}
