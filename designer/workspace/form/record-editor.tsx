import { Alert, App, Button } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { EntityDescription, FormDefinition } from '../../shell/api/app.ts'
import { ApiError, type FieldProblem } from '../../shell/api/problem.ts'
import { recordsApi, type DraftValues, type FullRecord } from '../../shell/api/records.ts'
import { useProblemText } from '../../shell/elements/problem-text.ts'
import { useAppModel } from '../../shell/session/session-context.ts'
import { fieldsOf } from '../../renderer/fields/field-model.ts'
import { formatInstant } from '../../renderer/fields/format-value.ts'
import { changedBody, createBody, labelsOf } from '../../renderer/form/draft/draft-values.ts'
import { placeErrors } from '../../renderer/form/error-placement.ts'
import { useFormConditions } from '../../renderer/form/form-conditions.ts'
import { RecordForm, scrollToFirstError } from '../../renderer/form/record-form.tsx'
import { useBreadcrumb } from '../../shell/breadcrumb/breadcrumb-context.tsx'
import { pagesOfEntity } from '../record/pages-of-entity.ts'
import { recordTitle } from '../record/record-title.ts'
import { useRecordChanged } from '../record/use-record.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import styles from './record-editor.module.css'
import { useCompute } from './use-compute.ts'
import { useRecordDraft } from './use-record-draft.ts'

interface RecordEditorProps {
  entity: EntityDescription
  form: FormDefinition
  /** Null writes a new record. */
  record: FullRecord | null
}

export function RecordEditor({ entity, form, record }: RecordEditorProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const changed = useRecordChanged()
  const draft = useRecordDraft(entity, record)
  const computing = useCompute({
    entity,
    base: draft.base,
    values: draft.values,
    merge: draft.merge,
    addLabels: draft.addLabels,
  })
  const conditions = useFormConditions(form, entity, draft.values)
  const readOnly = useMemo(() => new Set(record?._permissions.fields.readOnly), [record])
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [current, setCurrent] = useState<FullRecord | null>(null)
  const [saving, setSaving] = useState(false)
  const saved = useRef(false)
  // One key per intention to create: pressing twice, or again after a lost answer, makes one record.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const title = useTitle(entity, record)

  const save = async (values: DraftValues, base: FullRecord | null) => {
    setSaving(true)
    setProblems([])
    try {
      const fields = fieldsOf(entity).filter(field => !readOnly.has(field.name))
      const result = base
        ? await recordsApi.update(entity.name, base.id, changedBody(fields, base, values), base.version)
        : await recordsApi.create(entity.name, createBody(fields, values), idempotencyKey)
      saved.current = true
      draft.finish()
      changed(entity.name, result)
      void navigate(`/records/${entity.name}/${result.id}`, { replace: true })
    } catch (error) {
      await refused(error, base)
    } finally {
      setSaving(false)
    }
  }

  const refused = async (error: unknown, base: FullRecord | null) => {
    if (error instanceof ApiError && error.status === 412 && base) {
      setCurrent(await recordsApi.read(entity.name, base.id))
      return
    }
    if (error instanceof ApiError && error.fields.length > 0) {
      setProblems(error.fields)
      setTimeout(scrollToFirstError)
      return
    }
    void message.error(problemText(error), 6)
  }

  if (!conditions) return null
  const shown = new Set(form.sections.flatMap(section => section.fields.map(field => field.field)))
  const { elsewhere } = placeErrors(problems, field => shown.has(field))
  const back = record ? `/records/${entity.name}/${record.id}` : -1
  return (
    <article className={styles.page} aria-labelledby="form-title">
      <h1 id="form-title">{title}</h1>
      {draft.restoredAt && (
        <Alert
          className={styles.notice!}
          type="info"
          title={t('form.restored', { time: formatInstant(draft.restoredAt) })}
          description={record && draft.base?.version !== record.version ? t('form.stale') : undefined}
          action={
            <span className={styles.noticeActions}>
              <Button size="small" type="text" onClick={draft.discard}>
                {t('form.discard')}
              </Button>
              <Button size="small" onClick={draft.acceptRestored}>
                {t('form.keep')}
              </Button>
            </span>
          }
        />
      )}
      {elsewhere.length > 0 && (
        <Alert
          className={styles.notice!}
          type="error"
          role="alert"
          title={t('form.elsewhere')}
          description={elsewhere.map(problem => (
            <p key={problem.pointer + problem.code}>{problem.message}</p>
          ))}
        />
      )}
      <div
        className={styles.form}
        onKeyDown={event => {
          const wished = event.ctrlKey || event.metaKey
          if (event.key !== 'Enter' || (!wished && isButtonOrText(event.target))) return
          // Enter takes a date or a choice; only Ctrl+Enter and the button submit.
          event.preventDefault()
          if (wished) event.currentTarget.querySelector('form')?.requestSubmit()
        }}
      >
        <RecordForm
          entity={entity}
          form={form}
          conditions={conditions}
          values={draft.values}
          labels={draft.labels}
          readOnly={readOnly}
          problems={problems}
          onChange={values => {
            draft.change(values)
            if (problems.length > 0) setProblems(problems.filter(problem => unchanged(problem, draft.values, values)))
          }}
          onLabels={draft.addLabels}
          onSubmit={values => void save(values, draft.base)}
        >
          <div className={styles.bar} data-action-bar>
            <Button type="primary" htmlType="submit" loading={saving}>
              {record ? t('form.save') : t('form.create')}
            </Button>
            <Button onClick={() => void (typeof back === 'number' ? navigate(back) : navigate(back))}>
              {t('form.cancel')}
            </Button>
            <span className={styles.status} role="status">
              {draft.full ? t('form.draftFull') : computing === 'failed' ? t('form.computeFailed') : null}
            </span>
          </div>
        </RecordForm>
      </div>
      <ConflictDialog
        entity={entity}
        base={draft.base}
        mine={draft.values}
        current={current}
        saving={saving}
        onCancel={() => setCurrent(null)}
        onResolve={values => {
          if (!current) return
          draft.rebaseOn(current, values)
          draft.addLabels(labelsOf(fieldsOf(entity), current))
          setCurrent(null)
          void save(values, current)
        }}
      />
      <LeaveGuard when={() => draft.dirty && !saved.current} />
    </article>
  )
}

function useTitle(entity: EntityDescription, record: FullRecord | null): string {
  const { t } = useTranslation()
  const { list } = pagesOfEntity(useAppModel(), entity.name)
  const name = record ? recordTitle(entity, record).name : null
  const title = name ? t('form.editTitle', { name }) : t('form.newTitle', { entity: entity.title })
  useBreadcrumb([
    ...(list ? [{ title: list.title, to: `/pages/${list.name}` }] : []),
    ...(record && name
      ? [{ title: name, to: `/records/${entity.name}/${record.id}` }, { title: t('record.edit') }]
      : [{ title }]),
  ])
  return title
}

/** A problem stands until the field it is about is changed. */
function unchanged(problem: FieldProblem, before: DraftValues, after: DraftValues): boolean {
  const field = problem.pointer.split('/')[1] ?? ''
  return before[field] === after[field]
}

/** Where Enter means something of its own: it presses the button, or begins a line. */
const isButtonOrText = (target: EventTarget): boolean =>
  target instanceof HTMLButtonElement || target instanceof HTMLTextAreaElement
