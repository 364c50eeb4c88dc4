import { useQuery } from '@tanstack/react-query'
import { Segmented, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { RelativeTime } from '../../shell/elements/relative-time.tsx'
import { StateMessage } from '../../shell/elements/state-message.tsx'
import { localTime } from './local-time.ts'
import { publishingApi, type PublicationSummary } from './publishing-api.ts'
import { PublicationStateDot } from './publication-state.tsx'
import { PublishingPage } from './publishing-page.tsx'
import styles from './publishing.module.css'

/** `/studio/publications`: what waits for a review or a date, and what was published. */
export function PublicationList() {
  const { t } = useTranslation('publishing')
  const [params, setParams] = useSearchParams()
  const filter = params.get('show') === 'all' ? 'all' : 'open'
  const { data, error, refetch } = useQuery({
    queryKey: ['publications', filter],
    queryFn: () => publishingApi.list(filter === 'open' ? 'open' : undefined),
  })
  return (
    <PublishingPage>
      <Segmented
        className={styles.filter!}
        value={filter}
        onChange={value => setParams(value === 'all' ? { show: 'all' } : {}, { replace: true })}
        options={[
          { value: 'open', label: t('openOnes') },
          { value: 'all', label: t('allOnes') },
        ]}
      />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 5 }} />}
      {data?.length === 0 && <StateMessage title={t(filter === 'open' ? 'noneOpen' : 'noneAtAll')} />}
      {data && data.length > 0 && <Table items={data} />}
    </PublishingPage>
  )
}

function Table({ items }: { items: readonly PublicationSummary[] }) {
  const { t } = useTranslation('publishing')
  return (
    <table className={styles.list}>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('stateTitle')}</th>
          <th scope="col">{t('author')}</th>
          <th scope="col">{t('submittedAt')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(each => (
          <tr key={each.id}>
            <td>
              <Link to={`/studio/publications/${each.id}`}>{publicationTitle(each, t)}</Link>
              {each.note && <span className={styles.note}>{each.note}</span>}
            </td>
            <td data-short>
              <PublicationStateDot state={each.state} />
              {each.state === 'scheduled' && each.publishAt && (
                <span className={styles.note}>{localTime(each.publishAt)}</span>
              )}
            </td>
            <td data-short>{each.author.name}</td>
            <td data-short>
              <RelativeTime at={each.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Say = ReturnType<typeof useTranslation<'publishing'>>['t']

/** The titles of what changes; of many the first three and how many more. */
export function publicationTitle(
  { changes, packs }: { changes: readonly { title: string }[]; packs: readonly string[] },
  t: Say,
): string {
  const titles = changes.length > 0 ? changes.map(change => change.title) : packs
  const first = titles.slice(0, 3).join(t('comma'))
  return titles.length > 3 ? t('andMore', { first, count: titles.length - 3 }) : first || t('untitled')
}
