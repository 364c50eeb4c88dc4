import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { StateMessage } from '../../shell/elements/state-message.tsx'
import { useDelayed } from '../../shell/elements/use-delayed.ts'
import { useAppModel } from '../../shell/session/session-context.ts'
import { formOrAllFields } from '../../renderer/record/form-or-all-fields.ts'
import { NotFoundPage } from '../not-found-page.tsx'
import { pagesOfEntity } from '../record/pages-of-entity.ts'
import { RecordSkeleton } from '../record/record-skeleton.tsx'
import { useRecord } from '../record/use-record.ts'
import { RecordEditor } from './record-editor.tsx'

/** Writes a new record, or changes one. */
export default function FormPage() {
  const { entity: name = '', id } = useParams()
  return id ? <EditPage key={id} entity={name} id={id} /> : <CreatePage entity={name} />
}

function CreatePage({ entity: name }: { entity: string }) {
  const { t } = useTranslation()
  const { entity, form } = useEntityForm(name)
  if (!entity || !form) return <NotFoundPage />
  if (!entity.permissions.create)
    return <StateMessage title={t('form.noCreateRight', { entity: entity.title })} text={t('form.noRightText')} />
  return <RecordEditor entity={entity} form={form} record={null} />
}

function EditPage({ entity: name, id }: { entity: string; id: string }) {
  const { t } = useTranslation()
  const { entity, form } = useEntityForm(name)
  const record = useRecord(name, id)
  const late = useDelayed(record.isPending)
  if (!entity || !form) return <NotFoundPage />
  if (record.error && !record.data) return <ErrorState error={record.error} onRetry={() => void record.refetch()} />
  if (!record.data) return late ? <RecordSkeleton /> : null
  if (!record.data._permissions.update) return <StateMessage title={t('form.noRight')} text={t('form.noRightText')} />
  return <RecordEditor entity={entity} form={form} record={record.data} />
}

function useEntityForm(name: string) {
  const app = useAppModel()
  const [parameters] = useSearchParams()
  const wanted = parameters.get('form')
  const entity = app.entities[name]
  const form = useMemo(() => {
    if (!entity) return undefined
    const published = wanted ? app.forms[wanted] : pagesOfEntity(app, name).form
    return formOrAllFields(published?.entity === name ? published : undefined, entity)
  }, [app, entity, name, wanted])
  return { entity, form }
}
