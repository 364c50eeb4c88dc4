import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { EntityDescription } from '../../shell/api/app.ts'
import type { FullRecord } from '../../shell/api/records.ts'
import { useAppModel } from '../../shell/session/session-context.ts'
import { fieldOf } from '../../renderer/fields/field-model.ts'
import { FieldValue } from '../../renderer/fields/field-value.tsx'
import { useFormConditions } from '../../renderer/form/form-conditions.ts'
import { RecordFacts } from '../../renderer/record/record-facts.tsx'
import { RecordSections } from '../../renderer/record/record-sections.tsx'
import { formOrAllFields } from '../../renderer/record/form-or-all-fields.ts'
import { useBreadcrumb } from '../../shell/breadcrumb/breadcrumb-context.tsx'
import { useShortcuts } from '../layout/shortcuts.ts'
import { pagesOfEntity } from './pages-of-entity.ts'
import { PrintButton } from './print-button.tsx'
import { RecordStory } from './record-story.tsx'
import { recordTitle } from './record-title.ts'
import styles from './record-view.module.css'
import { TransitionButtons } from './transition-buttons.tsx'

export function RecordView({ entity, record }: { entity: EntityDescription; record: FullRecord }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const app = useAppModel()
  const { list, record: page, form: published } = pagesOfEntity(app, entity.name)
  const form = useMemo(() => formOrAllFields(published, entity), [published, entity])
  const conditions = useFormConditions(form, entity, record)
  const { name, note } = recordTitle(entity, record)
  const state = entity.states ? fieldOf(entity, entity.states.field) : undefined
  const editPath = record._permissions.update ? `/records/${entity.name}/${record.id}/edit` : null
  useBreadcrumb([...(list ? [{ title: list.title, to: `/pages/${list.name}` }] : []), { title: name }])
  useShortcuts(useMemo(() => ({ e: () => editPath && void navigate(editPath) }), [editPath, navigate]))

  return (
    <article className={styles.page} aria-labelledby="record-title">
      <header className={styles.header}>
        <div className={styles.heading}>
          <h1 id="record-title">
            {name}
            {note && <span className={styles.note}>{note}</span>}
          </h1>
          {state && <FieldValue entity={entity} field={state} record={record} />}
        </div>
        <div className={styles.actions}>
          <PrintButton record={record} entity={entity} templates={page?.documents ?? []} />
          {editPath && <Button onClick={() => void navigate(editPath)}>{t('record.edit')}</Button>}
          <TransitionButtons entity={entity} record={record} />
        </div>
      </header>
      {page?.facts && <RecordFacts entity={entity} record={record} facts={page.facts} />}
      <div className={styles.body}>
        <div className={styles.main}>
          {conditions && <RecordSections entity={entity} form={form} record={record} conditions={conditions} />}
        </div>
        {page?.timeline !== false && <RecordStory entity={entity} record={record} />}
      </div>
    </article>
  )
}
