import { Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntityDescription } from '../../shell/api/app.ts'
import type { DraftValues, FullRecord } from '../../shell/api/records.ts'
import { fieldsOf, type FieldModel } from '../../renderer/fields/field-model.ts'
import { formatValue } from '../../renderer/fields/format-value.ts'
import { changesMeanwhile, rebase, type FieldChange } from '../../renderer/form/draft/three-way.ts'
import styles from './conflict-dialog.module.css'

interface ConflictDialogProps {
  entity: EntityDescription
  base: FullRecord | null
  mine: DraftValues
  /** The record as it is now on the server; null while there is no conflict. */
  current: FullRecord | null
  saving: boolean
  onCancel: () => void
  onResolve: (values: DraftValues) => void
}

/** Shows what somebody else changed meanwhile. Fields that both changed are chosen one by one; at first all are mine. */
export function ConflictDialog({ entity, base, mine, current, saving, onCancel, onResolve }: ConflictDialogProps) {
  const { t } = useTranslation()
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  const fields = fieldsOf(entity)
  const changes = useMemo(
    () => (base && current ? changesMeanwhile(fields, { base, mine, theirs: current }) : []),
    [fields, base, mine, current],
  )
  const choose = (field: string, side: 'mine' | 'theirs') =>
    setTheirs(chosen => new Set(side === 'theirs' ? [...chosen, field] : [...chosen].filter(name => name !== field)))
  const resolve = () => {
    if (!base || !current) return
    const keep = changes
      .filter(change => change.conflict && !theirs.has(change.field.name))
      .map(change => change.field.name)
    onResolve(rebase(fields, { base, mine, theirs: current }, new Set(keep)))
  }
  return (
    <Modal
      open={current !== null}
      title={t('conflict.title')}
      okText={t('conflict.save')}
      confirmLoading={saving}
      onOk={resolve}
      onCancel={onCancel}
      width={720}
    >
      <p className={styles.text}>{t('conflict.text', { base: base?.version, current: current?.version })}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('conflict.field')}</th>
            <th scope="col">{t('conflict.mine')}</th>
            <th scope="col">{t('conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(change => (
            <ChangeRow
              key={change.field.name}
              change={change}
              current={current}
              theirs={theirs.has(change.field.name)}
              onChoose={side => choose(change.field.name, side)}
            />
          ))}
        </tbody>
      </table>
    </Modal>
  )
}

interface ChangeRowProps {
  change: FieldChange
  current: FullRecord | null
  theirs: boolean
  onChoose: (side: 'mine' | 'theirs') => void
}

function ChangeRow({ change: { field, mine, theirs: their, conflict }, current, theirs, onChoose }: ChangeRowProps) {
  const { t } = useTranslation()
  const words = (value: unknown) =>
    valueText(
      field,
      value,
      current?._labels?.[field.name],
      t('conflict.lines', { count: Array.isArray(value) ? value.length : 0 }),
    )
  if (!conflict) {
    return (
      <tr>
        <th scope="row">{field.title}</th>
        <td className={styles.quiet}>{words(mine)}</td>
        <td data-chosen>
          {words(their)} <small>{t('conflict.auto')}</small>
        </td>
      </tr>
    )
  }
  const side = (name: 'mine' | 'theirs', value: unknown, chosen: boolean) => (
    <td data-chosen={chosen || undefined}>
      <label>
        <input type="radio" name={`conflict-${field.name}`} checked={chosen} onChange={() => onChoose(name)} />
        {words(value)}
      </label>
    </td>
  )
  return (
    <tr>
      <th scope="row">{field.title}</th>
      {side('mine', mine, !theirs)}
      {side('theirs', their, theirs)}
    </tr>
  )
}

function valueText(field: FieldModel, value: unknown, label: string | undefined, lines: string): string {
  if (field.type === 'lines') return lines
  return formatValue(field, value, { label: label ?? String(value ?? ''), withCurrency: true })
}
