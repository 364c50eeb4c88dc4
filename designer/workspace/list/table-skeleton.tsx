import type { ListColumn } from './list-columns.ts'
import styles from './record-table.module.css'

/** Rows in the shape of the real ones. The widths vary by a fixed pattern, so that nothing jumps between two renders. */
export function TableSkeleton({ columns, rows = 12 }: { columns: ListColumn[]; rows?: number }) {
  return (
    <div className={styles.scroller} aria-busy="true">
      <table className={styles.table} aria-hidden>
        <colgroup>
          {columns.map(column => (
            <col key={column.field.name} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column.field.name} data-numeric={column.numeric}>
                {column.field.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              {columns.map((column, index) => (
                <td key={column.field.name}>
                  <span
                    className={styles.skeleton}
                    style={{
                      width: `${45 + ((row * 3 + index * 5) % 7) * 7}%`,
                      marginInlineStart: column.numeric ? 'auto' : 0,
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
