import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { EntityDescription } from '../../shell/api/app.ts'
import type { RecordRow } from '../../shell/api/records.ts'
import { FieldValue } from '../../renderer/fields/field-value.tsx'
import type { ListColumn } from './list-columns.ts'
import styles from './record-table.module.css'
import { SortIcon } from './sort-icon.tsx'
import { useKeptScroll } from './use-kept-scroll.ts'
import { useRowWindow } from './use-row-window.ts'

export const ROW_HEIGHT = 40

interface RecordTableProps {
  entity: EntityDescription
  columns: ListColumn[]
  rows: readonly RecordRow[]
  total: number | undefined
  sort: readonly string[]
  onSort: (field: string) => void
  /** Index of the row that j/k stand on, −1 for none. */
  active: number
  onActive: (index: number) => void
  onNearEnd: () => void
  /** The rows answer an older question; the new answer is on its way. */
  stale: boolean
}

/** The list's table: semantic, its head stays, only the rows in sight are drawn. */
export function RecordTable(props: RecordTableProps) {
  const { columns, rows, total, active, onNearEnd } = props
  const scroller = useRef<HTMLDivElement>(null)
  const { start, end } = useRowWindow(scroller, rows.length, ROW_HEIGHT)

  useEffect(() => {
    if (end >= rows.length - 20) onNearEnd()
  }, [end, rows.length, onNearEnd])
  useEffect(() => scrollTo(scroller.current, active), [active])
  useKeptScroll(scroller)

  return (
    <div ref={scroller} className={styles.scroller} data-stale={props.stale}>
      <table
        className={styles.table}
        aria-rowcount={(total ?? rows.length) + 1}
        style={{ minWidth: columns.reduce((sum, column) => sum + column.width, 0) }}
      >
        <colgroup>
          {columns.map(column => (
            <col key={column.field.name} style={{ width: column.width }} />
          ))}
        </colgroup>
        <TableHead {...props} />
        <tbody>
          <Spacer rows={start} columns={columns.length} />
          {rows.slice(start, end).map((row, offset) => (
            <TableRow key={row.id} row={row} index={start + offset} {...props} />
          ))}
          <Spacer rows={rows.length - end} columns={columns.length} />
        </tbody>
      </table>
    </div>
  )
}

function TableHead({ columns, sort, onSort }: RecordTableProps) {
  const { t } = useTranslation()
  return (
    <thead>
      <tr>
        {columns.map(({ field, numeric, sortable }) => {
          const direction =
            sort[0] === field.name ? 'ascending' : sort[0] === `-${field.name}` ? 'descending' : undefined
          const title = (
            <>
              {field.title}
              {field.currency && <small>{field.currency}</small>}
            </>
          )
          return (
            <th key={field.name} scope="col" data-numeric={numeric} aria-sort={direction}>
              {sortable ? (
                <button
                  type="button"
                  onClick={() => onSort(field.name)}
                  title={t('list.sortBy', { field: field.title })}
                >
                  {title}
                  <SortIcon direction={direction} />
                </button>
              ) : (
                <span>{title}</span>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function TableRow({
  entity,
  columns,
  row,
  index,
  active,
  onActive,
}: RecordTableProps & { row: RecordRow; index: number }) {
  const navigate = useNavigate()
  const to = `/records/${entity.name}/${row.id}`
  return (
    <tr
      aria-rowindex={index + 2}
      data-active={index === active}
      onClick={event => {
        // A click on the link is the browser's; selecting text is no click.
        if (event.target instanceof Element && event.target.closest('a')) return
        if (!getSelection()?.isCollapsed) return
        void navigate(to)
      }}
    >
      {columns.map(({ field, numeric }, column) => (
        <td key={field.name} data-numeric={numeric}>
          {column === 0 ? (
            <Link to={to} onFocus={() => onActive(index)} onKeyDown={stopEnter}>
              <FieldValue entity={entity} field={field} record={row} />
            </Link>
          ) : (
            <FieldValue entity={entity} field={field} record={row} />
          )}
        </td>
      ))}
    </tr>
  )
}

/** Enter on a focused link is followed by the browser; the page's own shortcut must not open it a second time. */
function stopEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.stopPropagation()
}

function Spacer({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null
  return (
    <tr aria-hidden style={{ height: rows * ROW_HEIGHT }}>
      <td colSpan={columns} />
    </tr>
  )
}

function scrollTo(scroller: HTMLElement | null, index: number): void {
  if (!scroller || index < 0) return
  const top = index * ROW_HEIGHT
  const visible = scroller.clientHeight - 2 * ROW_HEIGHT
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top > scroller.scrollTop + visible) scroller.scrollTop = top - visible
}
