import type { DecisionRow } from '@jingwei/engine/model'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { MoreIcon } from '../../../shell/elements/icons.tsx'
import { CellEditor } from './cell-editor.tsx'
import { cellKind, cellText, columnTitle, grouped, parseCell } from './cell-text.ts'
import type { GridProps } from './decision-grid.tsx'
import styles from './rule-room.module.css'
import { addRow, moveRow, removeRow, renameRow, setCells } from './table-commands.ts'
import { TITLE } from './use-grid-keys.ts'

interface RowProps extends GridProps {
  row: DecisionRow
  index: number
  faulty: boolean
  /** Column of the current cell, when it is in this row. */
  current: number | undefined
  editing: string | null
  onSelect(column: number): void
  onEdit(text: string | null): void
}

export function GridRow(props: RowProps) {
  const { row, index, table, hits, faulty, readOnly } = props
  return (
    <tr data-hit={hits.includes(row.key)} data-faulty={faulty}>
      <td className={styles.number}>{index + 1}</td>
      <TitleCell {...props} />
      {table.columns.map((column, i) => (
        <ValueCell key={column.key} {...props} place={i + 1} />
      ))}
      <td className={styles.actions}>{!readOnly && <RowMenu {...props} />}</td>
    </tr>
  )
}

function TitleCell({ row, current, editing, readOnly, run, onSelect, onEdit }: RowProps) {
  const { t } = useTranslation('studio')
  const isCurrent = current === TITLE
  return (
    <td
      className={styles.title}
      tabIndex={isCurrent ? 0 : -1}
      data-current={isCurrent}
      onClick={() => onSelect(TITLE)}
      onDoubleClick={() => !readOnly && onEdit(row.title ?? row.key)}
    >
      {isCurrent && editing !== null ? (
        <CellEditor
          text={editing}
          label={t('table.rename')}
          check={() => undefined}
          onCommit={text => {
            run(renameRow(t('table.rename'), row.key, text.trim()))
            onEdit(null)
          }}
          onCancel={() => onEdit(null)}
        />
      ) : (
        (row.title ?? row.key)
      )}
    </td>
  )
}

function ValueCell({ place, ...props }: RowProps & { place: number }) {
  const { t } = useTranslation('studio')
  const { content, table, row, current, editing, readOnly, run, onSelect, onEdit } = props
  const column = table.columns[place - 1]!
  const kind = cellKind(content, column)
  const isCurrent = current === place
  const text = cellText(row.cells[column.key])
  const shown = kind.options?.find(option => option.value === text)?.title ?? (kind.numeric ? grouped(text) : text)
  const title = columnTitle(content, column)
  const check = (typed: string) => {
    const wanted = kind.numeric ? t('table.kindNumber') : kind.options ? t('table.kindChoice') : t('table.kindText')
    return 'invalid' in parseCell(typed, column, kind) ? t('table.invalid', { kind: wanted }) : undefined
  }
  function commit(typed: string): void {
    const parsed = parseCell(typed, column, kind)
    if ('invalid' in parsed) return
    run(setCells(t('table.edit', { column: title }), [{ row: row.key, column: column.key, cell: parsed.cell }]))
    onEdit(null)
  }
  return (
    <td
      data-side={column.side}
      data-numeric={kind.numeric}
      tabIndex={isCurrent || (current === undefined && place === 1 && props.index === 0) ? 0 : -1}
      data-current={isCurrent}
      onClick={() => !(isCurrent && editing !== null) && onSelect(place)}
      onDoubleClick={() => !readOnly && onEdit(text)}
    >
      {isCurrent && editing !== null ? (
        <CellEditor
          text={editing}
          label={`${row.title ?? row.key}: ${title}`}
          options={kind.options}
          check={check}
          onCommit={commit}
          onCancel={() => onEdit(null)}
        />
      ) : shown === '' ? (
        <span className={styles.any}>–</span>
      ) : (
        shown
      )}
    </td>
  )
}

function RowMenu({ row, index, table, run }: RowProps) {
  const { t } = useTranslation('studio')
  const items = [
    { key: 'add', label: t('table.addBelow'), onClick: () => run(addRow(t('table.addBelow'), row.key)) },
    { key: 'copy', label: t('table.duplicate'), onClick: () => run(addRow(t('table.duplicate'), row.key, row.key)) },
    {
      key: 'up',
      label: t('table.moveUp'),
      disabled: index === 0,
      onClick: () => run(moveRow(t('table.moveUp'), row.key, -1)),
    },
    {
      key: 'down',
      label: t('table.moveDown'),
      disabled: index === table.rows.length - 1,
      onClick: () => run(moveRow(t('table.moveDown'), row.key, 1)),
    },
    {
      key: 'remove',
      label: t('table.remove'),
      danger: true,
      disabled: table.rows.length === 1,
      onClick: () => run(removeRow(t('table.remove'), row.key)),
    },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button
        type="text"
        size="small"
        icon={<MoreIcon />}
        aria-label={`${t('table.actions')}: ${row.title ?? row.key}`}
      />
    </Dropdown>
  )
}
