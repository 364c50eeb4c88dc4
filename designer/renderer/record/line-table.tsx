import { useTranslation } from 'react-i18next'
import type { EntityDescription, FormField } from '../../shell/api/app.ts'
import type { RecordRow } from '../../shell/api/records.ts'
import { isDecimalText, sumDecimals } from '../fields/decimal-text.ts'
import type { FieldModel } from '../fields/field-model.ts'
import { FieldValue } from '../fields/field-value.tsx'
import { formatValue } from '../fields/format-value.ts'
import { columnScale, lineColumns, type LineColumn } from './line-columns.ts'
import styles from './line-table.module.css'

interface LineTableProps {
  entity: EntityDescription
  field: FieldModel
  layout: FormField
  record: RecordRow
}

/** The line items of a record, with totals in the foot. On a phone it scrolls sideways under its first column. */
export function LineTable({ entity, field, layout, record }: LineTableProps) {
  const { t } = useTranslation()
  const rows = Array.isArray(record[field.name]) ? (record[field.name] as RecordRow[]) : []
  const columns = lineColumns(field, layout)
  if (rows.length === 0) return <p className={styles.none}>{t('lines.none')}</p>
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={field.title}>
      <table className={styles.table}>
        <colgroup>
          <col style={{ width: 36 }} />
          {columns.map(column => (
            <col key={column.field.name} style={column.width ? { width: column.width } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col" data-index>
              #
            </th>
            {columns.map(column => (
              <th key={column.field.name} scope="col" data-numeric={column.numeric}>
                {column.field.title}
                {column.field.currency && <small>{column.field.currency}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id ?? index}>
              <td data-index>{index + 1}</td>
              {columns.map(column => (
                <td key={column.field.name} data-numeric={column.numeric}>
                  <FieldValue
                    entity={entity}
                    field={column.field}
                    record={row}
                    {...(column.numeric ? { scale: columnScale(column.field, rows) } : {})}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {layout.totals && <TotalsRow columns={columns} rows={rows} totals={layout.totals} />}
      </table>
    </div>
  )
}

interface TotalsRowProps {
  columns: readonly LineColumn[]
  rows: readonly Record<string, unknown>[]
  totals: readonly string[]
}

export function TotalsRow({ columns, rows, totals }: TotalsRowProps) {
  const { t } = useTranslation()
  return (
    <tfoot>
      <tr>
        <th data-index aria-label={t('lines.total')} />
        {columns.map(({ field, numeric }, index) => (
          <td key={field.name} data-numeric={numeric}>
            {totals.includes(field.name)
              ? formatValue(field, sumDecimals(rows.map(row => row[field.name]).filter(isDecimalText)))
              : index === 0
                ? t('lines.total')
                : null}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
