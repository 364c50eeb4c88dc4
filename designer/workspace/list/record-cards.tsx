import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { EntityDescription } from '../../shell/api/app.ts'
import type { RecordRow } from '../../shell/api/records.ts'
import { FieldValue } from '../../renderer/fields/field-value.tsx'
import type { ListColumn } from './list-columns.ts'
import styles from './record-cards.module.css'

interface RecordCardsProps {
  entity: EntityDescription
  columns: ListColumn[]
  rows: readonly RecordRow[]
  onNearEnd: () => void
}

/** The list on a phone: per record its first two columns as title, state at the right, two facts below. */
export function RecordCards({ entity, columns, rows, onNearEnd }: RecordCardsProps) {
  const state = columns.find(column => column.field.name === entity.states?.field)
  const [first, second, ...others] = columns.filter(column => column !== state)
  const money = others.find(column => column.field.currency)
  const facts = others.filter(column => column !== money).slice(0, 1)
  return (
    <ul className={styles.cards}>
      {rows.map(row => (
        <li key={row.id}>
          <Link to={`/records/${entity.name}/${row.id}`}>
            <span className={styles.head}>
              {first && <FieldValue entity={entity} field={first.field} record={row} />}
              {state && <FieldValue entity={entity} field={state.field} record={row} />}
            </span>
            {second && (
              <span className={styles.title}>
                <FieldValue entity={entity} field={second.field} record={row} />
              </span>
            )}
            <span className={styles.facts}>
              {facts.map(({ field }) => (
                <FieldValue key={field.name} entity={entity} field={field} record={row} />
              ))}
              {money && (
                <b>
                  <FieldValue entity={entity} field={money.field} record={row} withCurrency />
                </b>
              )}
            </span>
          </Link>
        </li>
      ))}
      <Sentinel onSeen={onNearEnd} />
    </ul>
  )
}

function Sentinel({ onSeen }: { onSeen: () => void }) {
  const element = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const observer = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && onSeen(), {
      rootMargin: '600px',
    })
    if (element.current) observer.observe(element.current)
    return () => observer.disconnect()
  }, [onSeen])
  return <li ref={element} aria-hidden className={styles.sentinel} />
}
