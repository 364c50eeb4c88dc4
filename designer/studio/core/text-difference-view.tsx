import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { textDifference, type DifferenceRow, type Line } from './text-difference.ts'
import styles from './text-difference.module.css'

/** Two texts side by side, below each other on a narrow screen; an absent text counts as empty. */
export function TextDifference({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useTranslation('publishing')
  const blocks = useMemo(() => textDifference(before ?? '', after ?? ''), [before, after])
  if (blocks.length === 0) return <p className={styles.equal}>{t('noDifference')}</p>
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('textDifference')} translate="no">
      <table className={styles.table}>
        <colgroup>
          <col className={styles.numbers} />
          <col />
          <col className={styles.numbers} />
          <col />
        </colgroup>
        <tbody>
          {blocks.map((block, i) => [
            block.skipped > 0 && (
              <tr key={`${i}-skipped`} className={styles.skipped}>
                <td colSpan={4}>{t('linesSkipped', { count: block.skipped })}</td>
              </tr>
            ),
            ...block.rows.map((row, j) => <Row key={`${i}-${j}`} row={row} />),
          ])}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row }: { row: DifferenceRow }) {
  const changed = row.kind === 'changed'
  return (
    <tr>
      <Side line={row.left} side={changed ? 'gone' : 'same'} />
      <Side line={row.right} side={changed ? 'come' : 'same'} />
    </tr>
  )
}

function Side({ line, side }: { line: Line | undefined; side: 'gone' | 'come' | 'same' }) {
  const { t } = useTranslation('publishing')
  if (!line) return <td colSpan={2} className={styles.absent} />
  return (
    <>
      <td className={styles.number} data-side={side}>
        {line.number}
      </td>
      <td className={styles.text} data-side={side}>
        {side !== 'same' && <span className="visually-hidden">{t(side === 'gone' ? 'lineGone' : 'lineCome')} </span>}
        {line.text || ' '}
      </td>
    </>
  )
}
