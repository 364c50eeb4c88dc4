import type { ErrorSchema } from '@rjsf/utils'
import { Button } from 'antd'
import { memo, useCallback, useEffect, useRef, type ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../shell/api/app.ts'
import { CloseIcon, PlusIcon } from '../../../shell/elements/icons.tsx'
import type { FieldModel } from '../../fields/field-model.ts'
import { columnScale, lineColumns, type LineColumn } from '../../record/line-columns.ts'
import { TotalsRow } from '../../record/line-table.tsx'
import { labelKey, type Labels } from '../form-context.ts'
import { GridCell } from './grid-cell.tsx'
import { focusCell, moveInGrid } from './grid-navigation.ts'
import { newRow, type GridRow } from './grid-row.ts'
import styles from './line-grid.module.css'
import { readTabSeparated } from './tab-separated.ts'

interface LineGridProps {
  id: string
  field: FieldModel
  layout: FormField
  rows: GridRow[]
  labels: Labels
  errors: ErrorSchema | undefined
  /** Says how the grid is used; left out where the form has help of its own. */
  hint: boolean
  onChange: (rows: GridRow[]) => void
  onLabel: (key: string, title: string) => void
  onPaste: (at: { row: number; column: number }, cells: string[][]) => void
}

/** Line items as in a spreadsheet: arrows and Enter move, Tab goes on, a paste fills cells from the focused one. */
export function LineGrid({ id, field, layout, rows, labels, errors, hint, onChange, onLabel, onPaste }: LineGridProps) {
  const { t } = useTranslation()
  const grid = useRef<HTMLTableElement>(null)
  const focusNext = useRef<number | null>(null)
  const columns = lineColumns(field, layout)
  const firstWritable = Math.max(
    0,
    columns.findIndex(column => !column.field.readOnly),
  )
  const scales = columns.map(column => (column.numeric ? columnScale(column.field, rows) : 0))
  const latest = useRef({ rows, onChange, onLabel })
  latest.current = { rows, onChange, onLabel }

  const setCell = useCallback((key: string, column: FieldModel, value: unknown, title?: string | null) => {
    const current = latest.current
    if (title) current.onLabel(labelKey(column.target ?? '', value), title)
    current.onChange(current.rows.map(row => (row._key === key ? withCell(row, column.name, value) : row)))
  }, [])
  const remove = useCallback((key: string) => {
    latest.current.onChange(latest.current.rows.filter(row => row._key !== key))
  }, [])
  const add = () => {
    focusNext.current = rows.length
    onChange([...rows, newRow()])
  }

  useEffect(() => {
    if (focusNext.current === null || !grid.current) return
    focusCell(grid.current, focusNext.current, firstWritable)
    focusNext.current = null
  }, [rows.length, firstWritable])

  return (
    <div className={styles.grid}>
      <div className={styles.scroller}>
        <table
          ref={grid}
          id={id}
          tabIndex={-1}
          aria-label={field.title}
          onKeyDownCapture={event => moveInGrid(event, add)}
          onPaste={event => readPaste(event, onPaste)}
        >
          <GridHead columns={columns} />
          <tbody>
            {rows.map((row, index) => (
              <Row
                key={row._key}
                row={row}
                index={index}
                columns={columns}
                scales={scales.join()}
                labels={labels}
                errors={(errors as Record<number, ErrorSchema> | undefined)?.[index]}
                onCell={setCell}
                onRemove={remove}
              />
            ))}
          </tbody>
          {layout.totals && rows.length > 0 && <TotalsRow columns={columns} rows={rows} totals={layout.totals} />}
        </table>
      </div>
      <div className={styles.foot}>
        <Button type="text" icon={<PlusIcon />} onClick={add}>
          {t('lines.add')}
        </Button>
        {hint && <span>{t('lines.pasteHint')}</span>}
      </div>
    </div>
  )
}

function GridHead({ columns }: { columns: LineColumn[] }) {
  const { t } = useTranslation()
  return (
    <>
      <colgroup>
        <col style={{ width: 32 }} />
        {columns.map(column => (
          <col key={column.field.name} style={column.width ? { width: column.width } : undefined} />
        ))}
        <col style={{ width: 32 }} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" data-index>
            #
          </th>
          {columns.map(({ field, numeric }) => (
            <th key={field.name} scope="col" data-numeric={numeric}>
              {field.title}
              {field.required && !field.readOnly && <i aria-hidden>*</i>}
              {field.currency && <small>{field.currency}</small>}
            </th>
          ))}
          <th>
            <span className="visually-hidden">{t('lines.remove')}</span>
          </th>
        </tr>
      </thead>
    </>
  )
}

interface RowProps {
  row: GridRow
  index: number
  columns: LineColumn[]
  /** Joined, so that an unchanged list is an equal property. */
  scales: string
  labels: Labels
  errors: ErrorSchema | undefined
  onCell: (key: string, field: FieldModel, value: unknown, title?: string | null) => void
  onRemove: (key: string) => void
}

const Row = memo(function Row({ row, index, columns, scales, labels, errors, onCell, onRemove }: RowProps) {
  const { t } = useTranslation()
  const scaleOf = scales.split(',').map(Number)
  return (
    <tr>
      <td data-index>{index + 1}</td>
      {columns.map(({ field, numeric }, column) => {
        const wrong = (errors as Record<string, ErrorSchema> | undefined)?.[field.name]?.__errors ?? []
        return (
          <td key={field.name} data-cell={`${index}.${column}`} data-numeric={numeric} data-wrong={wrong.length > 0}>
            <GridCell
              field={field}
              row={row}
              scale={scaleOf[column] ?? 0}
              label={t('lines.cell', { field: field.title, row: index + 1 })}
              title={field.target ? labels.get(labelKey(field.target, row[field.name])) : undefined}
              errors={wrong}
              onChange={(value, title) => onCell(row._key, field, value, title)}
            />
            {wrong.length > 0 && <p className={styles.error}>{wrong[0]}</p>}
          </td>
        )
      })}
      <td>
        <button
          type="button"
          className={styles.remove}
          aria-label={t('lines.removeRow', { row: index + 1 })}
          onClick={() => onRemove(row._key)}
        >
          <CloseIcon />
        </button>
      </td>
    </tr>
  )
}, sameRow)

/** `columns` is made anew on every render but only changes with the form; comparing it would defeat the memo. */
function sameRow(before: RowProps, after: RowProps): boolean {
  return (
    before.row === after.row &&
    before.index === after.index &&
    before.scales === after.scales &&
    before.labels === after.labels &&
    before.errors === after.errors &&
    before.columns.length === after.columns.length
  )
}

function withCell(row: GridRow, field: string, value: unknown): GridRow {
  const { [field]: _matched, ...unmatched } = row._unmatched ?? {}
  return { ...row, [field]: value, _unmatched: unmatched }
}

function readPaste(event: ClipboardEvent<HTMLElement>, onPaste: LineGridProps['onPaste']): void {
  const text = event.clipboardData.getData('text/plain')
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')
  // One plain value is the input's own paste.
  if (!cell || !/[\t\n]/.test(text.trim())) return
  event.preventDefault()
  const [row, column] = cell.dataset.cell!.split('.').map(Number) as [number, number]
  onPaste({ row, column }, readTabSeparated(text))
}
