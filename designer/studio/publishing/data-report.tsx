import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { StatusDot } from '../../shell/elements/status-dot.tsx'
import type { AffectedRuns, FixUp, SchemaBreak, SchemaImpact } from './publishing-api.ts'
import styles from './publishing.module.css'

interface DataProps {
  /** Null: no entity changes. */
  schema: SchemaImpact | null
  runs?: readonly AffectedRuns[]
}

/** What the changes mean for stored records and running flows, with what can be done about it. */
export function DataReport({ schema, runs = [] }: DataProps) {
  const { t } = useTranslation('publishing')
  const sentences = schema ? sentencesOf(schema, t) : []
  const breaks = schema?.breaks ?? []
  if (breaks.length + sentences.length + runs.length === 0)
    return (
      <div className={styles.report}>
        <StatusDot tone="settled">{t('dataUntouched')}</StatusDot>
      </div>
    )
  return (
    <div className={styles.report}>
      {breaks.map(each => (
        <Break key={`${each.entity} ${each.field} ${each.problem}`} broken={each} />
      ))}
      <ul className={styles.sentences}>
        {sentences.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
        {runs.map(({ flow, runs: count }) => (
          <li key={`${flow.name} ${flow.version}`}>
            {t('runsAffected', { flow: flow.name, version: flow.version, count })}
          </li>
        ))}
      </ul>
      {schema?.estimated && <Alert type="info" title={t('estimated')} />}
    </div>
  )
}

function Break({ broken }: { broken: SchemaBreak }) {
  const { t } = useTranslation('publishing')
  const { entity, field, problem, rows, blocks, sample, fixUp } = broken
  return (
    <Alert
      type={blocks ? 'error' : 'warning'}
      title={t('broken', {
        place: `${entity}.${field}`,
        count: rows,
        problem: t(`breakProblem.${problem as 'too_long'}`, { defaultValue: problem }),
      })}
      description={
        <>
          <p>{fixUpWords(fixUp, t)}</p>
          <p className={styles.samples}>
            {t(blocks ? 'blocks' : 'blocksLater')}{' '}
            {sample.slice(0, 5).map((id, i) => (
              <Link key={id} to={`/records/${entity}/${id}`}>
                {t('sample', { number: i + 1 })}
              </Link>
            ))}
          </p>
        </>
      }
    />
  )
}

type Say = ReturnType<typeof useTranslation<'publishing'>>['t']

function fixUpWords(fixUp: FixUp, t: Say): string {
  switch (fixUp.kind) {
    case 'set_value':
      return t('fixUp.set_value', { value: String(fixUp.value ?? '–') })
    case 'shorten':
      return t('fixUp.shorten', { length: fixUp.maxLength })
    case 'round':
      return t('fixUp.round', { scale: fixUp.scale })
    case 'rename_field':
      return t('fixUp.rename_field', { from: fixUp.from, to: fixUp.to })
    case 'map_values':
      return t('fixUp.map_values', {
        values: fixUp.values.map(({ value, rows }) => `${value} (${rows})`).join(t('comma')),
        options: fixUp.options.join(t('comma')),
      })
    default:
      return t(`fixUp.${fixUp.kind}`)
  }
}

function sentencesOf(schema: SchemaImpact, t: Say): string[] {
  return [
    ...schema.added.map(({ entity, field, rowsWithValue: count }) =>
      t(count > 0 ? 'data.shown' : 'data.added', { place: `${entity}.${field}`, count }),
    ),
    ...schema.renamed.map(({ entity, from, to, rows }) => t('data.renamed', { entity, from, to, count: rows })),
    ...schema.removed.map(({ entity, field, rowsWithValue: count }) =>
      t('data.removed', { place: `${entity}.${field}`, count }),
    ),
    ...schema.removedEntities.map(({ entity, rows }) => t('data.removedEntity', { entity, count: rows })),
  ]
}
