import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EntityDescription } from '../../shell/api/app.ts'
import { recordsApi, type RecordRow } from '../../shell/api/records.ts'
import { useAppModel } from '../../shell/session/session-context.ts'

interface PrintButtonProps {
  entity: EntityDescription
  record: RecordRow
  templates: readonly string[]
}

/** Opens a record's document; with several templates a menu of them. */
export function PrintButton({ entity, record, templates }: PrintButtonProps) {
  const { t } = useTranslation()
  const { documents } = useAppModel()
  const offered = templates.filter(template => documents[template])
  const path = (template: string) => recordsApi.documentPath(entity.name, record.id, template)
  const [only] = offered
  if (!only) return null
  if (offered.length === 1) {
    return (
      <Button href={path(only)} target="_blank" rel="noopener">
        {t('record.print')}
      </Button>
    )
  }
  const items = offered.map(template => ({
    key: template,
    label: (
      <a href={path(template)} target="_blank" rel="noopener">
        {documents[template]!.title}
      </a>
    ),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button>{t('record.print')}</Button>
    </Dropdown>
  )
}
