import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { TextDifference } from '../core/text-difference-view.tsx'
import styles from './comparison.module.css'
import { ruleDifference, type RuleRow } from './rule-difference.ts'

/** Two versions of a decision table in one, each row marked with what became of it. */
export default function RuleComparison({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useTranslation('publishing')
  const difference = useMemo(() => ruleDifference(before, after), [before, after])
  if (!difference) return <TextDifference before={before} after={after} />
  return (
    <div className={styles.tableScroll} tabIndex={0} role="region" aria-label={t('tableDifference')}>
      <table className={styles.rules}>
        <thead>
          <tr>
            <th scope="col">{t('rule')}</th>
            <th scope="col">{t('markTitle')}</th>
            {difference.columns.map(column => (
              <th key={column.key} scope="col">
                {column.title} {column.sign}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {difference.rows.map(row => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row }: { row: RuleRow }) {
  const { t } = useTranslation('publishing')
  return (
    <tr data-mark={row.mark}>
      <th scope="row">{row.title}</th>
      <td className={styles.rowMark}>{row.mark === 'same' ? '' : t(`rowMark.${row.mark}`)}</td>
      {row.cells.map((cell, i) => (
        <td key={i} data-changed={cell.before !== undefined}>
          {cell.before !== undefined && (
            <>
              <del>{cell.before || '–'}</del> →{' '}
            </>
          )}
          {cell.text || '–'}
        </td>
      ))}
    </tr>
  )
}
