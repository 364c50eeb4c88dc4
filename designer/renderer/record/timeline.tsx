import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntityDescription } from '../../shell/api/app.ts'
import type { TimelineEntry } from '../../shell/api/records.ts'
import { RelativeTime } from '../../shell/elements/relative-time.tsx'
import { fieldOf, type FieldModel } from '../fields/field-model.ts'
import { formatValue } from '../fields/format-value.ts'
import styles from './timeline.module.css'

/** Who did what and when, newest first, with every changed field old → new and the words that were given. */
export function Timeline({ entity, entries }: { entity: EntityDescription; entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation()
  return (
    <ol className={styles.timeline}>
      {entries.map((entry, index) => (
        <li key={`${entry.at}-${index}`}>
          <p className={styles.head}>
            <span>
              <b>{entry.actor?.name ?? t('timeline.system')}</b> {entry.title}
            </span>
            <RelativeTime at={entry.at} />
          </p>
          {entry.reason && <blockquote className={styles.reason}>{entry.reason}</blockquote>}
          {/* What a record began with is the record itself. */}
          {entry.action !== 'record.created' && <Changes entity={entity} changes={entry.changes} />}
        </li>
      ))}
    </ol>
  )
}

/** Changes shown at once; the others wait behind a button. */
const SHOWN = 4

function Changes({ entity, changes }: { entity: EntityDescription; changes: TimelineEntry['changes'] }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  if (changes.length === 0) return null
  const hidden = all ? 0 : Math.max(0, changes.length - SHOWN)
  return (
    <ul className={styles.changes}>
      {changes.slice(0, changes.length - hidden).map(change => (
        <Change key={change.field} entity={entity} change={change} />
      ))}
      {hidden > 0 && (
        <li>
          <button type="button" onClick={() => setAll(true)}>
            {t('timeline.more', { count: hidden })}
          </button>
        </li>
      )}
    </ul>
  )
}

function Change({ entity, change }: { entity: EntityDescription; change: TimelineEntry['changes'][number] }) {
  const { t } = useTranslation()
  const words = (value: unknown) => changeText(entity, change.field, value, [t('value.yes'), t('value.no')])
  return (
    <li>
      <span>{change.title}</span>
      <span className={styles.values}>
        <del aria-label={t('timeline.before')}>{words(change.old)}</del>
        <span aria-hidden> → </span>
        <ins aria-label={t('timeline.after')}>{words(change.new)}</ins>
      </span>
    </li>
  )
}

/** References come as titles here already; a value that is an object is told by its title or label. */
function changeText(entity: EntityDescription, name: string, value: unknown, yesNo: readonly [string, string]): string {
  const field = fieldAt(entity, name)
  if (!field) return value === null || value === undefined ? '–' : String(value)
  return formatValue(field, value, { yesNo, label: typeof value === 'string' ? value : undefined, withCurrency: true })
}

/** `amount`, `lines[2].quantity`; a line that came or went as a whole (`lines[+1]`) is told by a name, not by a field. */
function fieldAt(entity: EntityDescription, path: string): FieldModel | undefined {
  const [name = '', column] = path.split(/\[.*?\]\.?/)
  const field = fieldOf(entity, name)
  return field?.type === 'lines' ? field.fields.find(candidate => candidate.name === column) : field
}
