import type { FieldProps } from '@rjsf/utils'
import { App } from 'antd'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../shell/api/app.ts'
import { useProblemText } from '../../../shell/elements/problem-text.ts'
import { useAppModel } from '../../../shell/session/session-context.ts'
import { lineColumns } from '../../record/line-columns.ts'
import { LineTable } from '../../record/line-table.tsx'
import { labelKey, type FormContext } from '../form-context.ts'
import type { FormProperty } from '../form-validator.ts'
import styles from '../templates/form-layout.module.css'
import { withKeys, type GridRow } from './grid-row.ts'
import { LineGrid } from './line-grid.tsx'
import { matchReferences } from './match-references.ts'
import { pasteCells, type PastedReference } from './paste-cells.ts'

/** rjsf's field for line items: the grid, or a plain table where this user may not write them. */
export function LineGridField(props: FieldProps) {
  const { schema, uiSchema, formData, errorSchema, fieldPathId, readonly, registry } = props
  const app = useAppModel()
  const { t } = useTranslation()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const { entity, labels, addLabels } = registry.formContext as FormContext
  const field = (schema as FormProperty)['x-field']
  const layout = uiSchema?.['ui:options']?.layout as FormField
  const rows = useMemo(() => withKeys((formData as Record<string, unknown>[] | undefined) ?? []), [formData])
  const latest = useRef(rows)
  latest.current = rows
  const change = (next: GridRow[]) => props.onChange(next, fieldPathId.path)

  const lookUp = async (references: readonly PastedReference[]) => {
    try {
      const found = await matchReferences(references, name => app.entities[name]?.display)
      addLabels(
        new Map(
          [...found].flatMap(([text, { id, title }]) =>
            references
              .filter(reference => reference.text === text)
              .map(({ field: { target } }) => [labelKey(target ?? '', id), title] as const),
          ),
        ),
      )
      change(withReferences(latest.current, references, text => found.get(text)?.id))
      const missing = new Set(references.map(reference => reference.text).filter(text => !found.has(text)))
      if (missing.size > 0)
        void message.warning(
          t('reference.unmatchedSome', { texts: [...missing].slice(0, 5).join(', '), count: missing.size }),
          6,
        )
    } catch (error) {
      void message.error(problemText(error))
    }
  }

  if (readonly)
    return (
      <LineTable
        entity={entity}
        field={field}
        layout={layout}
        record={{ id: '', [field.name]: rows.map(row => withLabels(row, field.fields, labels)) }}
      />
    )
  const ownErrors = props.rawErrors ?? []
  return (
    <>
      <LineGrid
        id={fieldPathId.$id}
        field={field}
        layout={layout}
        rows={rows}
        labels={labels}
        errors={errorSchema}
        hint={uiSchema?.['ui:help'] === undefined}
        onChange={change}
        onLabel={(key, title) => addLabels(new Map([[key, title]]))}
        onPaste={(at, cells) => {
          const pasted = pasteCells({ rows, columns: lineColumns(field, layout), at, cells })
          change(pasted.rows)
          if (pasted.references.length > 0) void lookUp(pasted.references)
        }}
      />
      {ownErrors.length > 0 && <p className={styles.error}>{ownErrors[0]}</p>}
    </>
  )
}

function withReferences(
  rows: readonly GridRow[],
  references: readonly PastedReference[],
  idOf: (text: string) => string | undefined,
): GridRow[] {
  return rows.map(row => {
    const own = references.filter(reference => reference.rowKey === row._key)
    if (own.length === 0) return row
    return own.reduce<GridRow>((next, { field, text }) => {
      const id = idOf(text)
      return id
        ? { ...next, [field.name]: id }
        : { ...next, [field.name]: null, _unmatched: { ...next._unmatched, [field.name]: text } }
    }, row)
  })
}

function withLabels(row: GridRow, fields: readonly FormProperty['x-field'][], labels: FormContext['labels']) {
  const titles = fields.flatMap(field => {
    const title = field.target ? labels.get(labelKey(field.target, row[field.name])) : undefined
    return title ? [[field.name, title] as const] : []
  })
  return { ...row, _labels: Object.fromEntries(titles) }
}
