import type { DecisionTable, RuleSetContent } from '@jingwei/engine/model'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command } from '../../core/command-stack.ts'
import type { Diagnostic } from '../../core/definitions-api.ts'
import { columnTitle, signOf } from './cell-text.ts'
import { GridRow } from './grid-row.tsx'
import styles from './rule-room.module.css'
import { addRow } from './table-commands.ts'
import { TITLE, useGridKeys, type Position } from './use-grid-keys.ts'

export interface GridProps {
  content: RuleSetContent
  table: DecisionTable
  readOnly: boolean
  /** Keys of the rules that hold on the bench. */
  hits: readonly string[]
  /** JSON pointer of the problem that was clicked. */
  focusedPointer: string | undefined
  diagnostics: readonly Diagnostic[]
  run(command: Command<RuleSetContent>): void
}

/** The table itself: frozen header, cells edited in place, the keyboard of a spreadsheet. */
export function DecisionGrid(props: GridProps) {
  const { t } = useTranslation('studio')
  const { content, table, readOnly, run } = props
  const [at, setAt] = useState<Position | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  const keys = useGridKeys({ ...props, at, setAt, editing, setEditing })
  useEffect(() => {
    const row = /^\/rules\/(\d+)/.exec(props.focusedPointer ?? '')?.[1]
    if (row !== undefined) setAt({ row: Number(row), column: 1 })
  }, [props.focusedPointer])
  useEffect(() => {
    if (at && editing === null) grid.current?.querySelector<HTMLElement>('td[data-current=true]')?.focus()
  }, [at, editing])
  const inputs = table.columns.filter(column => column.side === 'input').length
  const faulty = new Set(
    props.diagnostics.map(problem => Number(/^\/rules\/(\d+)/.exec(problem.pointer ?? '')?.[1] ?? -1)),
  )
  return (
    <>
      <table className={styles.grid} role="grid" ref={grid} {...keys} aria-label={content.title}>
        <thead>
          <tr className={styles.groups}>
            <th colSpan={2} aria-label="#" />
            <th colSpan={inputs}>{t('table.inputs')}</th>
            <th colSpan={table.columns.length - inputs}>{t('table.outputs')}</th>
            <th aria-label={t('table.actions')} />
          </tr>
          <tr>
            <th className={styles.number}>#</th>
            <th className={styles.title}>{t('table.rule')}</th>
            {table.columns.map(column => (
              <th key={column.key} data-side={column.side}>
                {columnTitle(content, column)} <span className={styles.sign}>{signOf(column)}</span>
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <GridRow
              key={row.key}
              {...props}
              row={row}
              index={index}
              faulty={faulty.has(index)}
              current={at?.row === index ? at.column : undefined}
              editing={at?.row === index ? editing : null}
              onSelect={column => {
                setAt({ row: index, column })
                setEditing(null)
              }}
              onEdit={setEditing}
            />
          ))}
        </tbody>
      </table>
      {!readOnly && (
        <Button
          type="link"
          className={styles.add!}
          onClick={() => run(addRow(t('table.addRow'), table.rows.at(-1)?.key))}
        >
          {t('table.addRow')}
        </Button>
      )}
    </>
  )
}

export { TITLE }
