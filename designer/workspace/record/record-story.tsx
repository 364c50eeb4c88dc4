import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EntityDescription } from '../../shell/api/app.ts'
import { recordsApi, type FullRecord } from '../../shell/api/records.ts'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { FlowPath } from '../../renderer/flow-path/flow-path.tsx'
import { Timeline } from '../../renderer/record/timeline.tsx'
import styles from './record-view.module.css'

/** The right column: where the flow stands, and everything that happened. */
export function RecordStory({ entity, record }: { entity: EntityDescription; record: FullRecord }) {
  const { t } = useTranslation()
  const key = ['records', entity.name, 'story', record.id]
  const timeline = useQuery({
    queryKey: [...key, 'timeline'],
    queryFn: () => recordsApi.timeline(entity.name, record.id),
  })
  const instances = useQuery({
    queryKey: [...key, 'instances'],
    queryFn: () => recordsApi.instances(entity.name, record.id),
  })
  const running =
    instances.data?.items.filter(instance => instance.state === 'running' || instance.state === 'incident') ?? []
  return (
    <aside className={styles.side}>
      {running.map(instance => (
        <section key={instance.id} aria-label={instance.flow.title}>
          <h2>{instance.flow.title}</h2>
          <FlowPath steps={instance.path} />
        </section>
      ))}
      <section aria-label={t('record.timeline')}>
        <h2>{t('record.timeline')}</h2>
        {timeline.error && <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />}
        {timeline.data && <Timeline entity={entity} entries={timeline.data.items} />}
      </section>
    </aside>
  )
}
