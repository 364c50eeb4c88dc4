import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { RelativeTime } from '../../shell/elements/relative-time.tsx'
import { ChecksReport } from './checks-report.tsx'
import { DataReport } from './data-report.tsx'
import { localTime } from './local-time.ts'
import { publicationTitle } from './publication-list.tsx'
import { PublicationStateDot } from './publication-state.tsx'
import { publishingApi, type Publication } from './publishing-api.ts'
import { PublishingPage } from './publishing-page.tsx'
import { ReviewBar } from './review-bar.tsx'
import { ReviewedChange } from './reviewed-change.tsx'
import styles from './publishing.module.css'

/** `/studio/publications/<id>`: all that a reviewer decides by, and what became of it. */
export function ReviewPage({ id }: { id: string }) {
  const client = useQueryClient()
  const key = ['publication', id]
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => publishingApi.read(id),
    refetchInterval: query => (query.state.data?.state === 'publishing' ? 1000 : false),
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data)
    return (
      <PublishingPage>
        <Skeleton active paragraph={{ rows: 8 }} />
      </PublishingPage>
    )
  const open = data.state === 'in_review' || data.state === 'scheduled'
  return (
    <PublishingPage
      bar={
        open && (
          <ReviewBar
            publication={data}
            onDecided={now => client.setQueryData(key, now)}
            onOvertaken={() => void refetch()}
          />
        )
      }
    >
      <Loaded publication={data} />
    </PublishingPage>
  )
}

function Loaded({ publication }: { publication: Publication }) {
  const { t } = useTranslation('publishing')
  return (
    <>
      <Head publication={publication} />
      <Notices publication={publication} />
      <section className={styles.section}>
        <h2>{t('changes')}</h2>
        {publication.changes.map(change => (
          <ReviewedChange key={change.id} change={change} stale={publication.stale.includes(change.id)} />
        ))}
        {publication.packs.length > 0 && (
          <p className={styles.quiet}>{t('packsChanged', { packs: publication.packs.join(t('comma')) })}</p>
        )}
      </section>
      <section className={styles.section}>
        <h2>{t('checks')}</h2>
        <ChecksReport {...publication} ids={publication.changes.map(change => change.id)} />
      </section>
      <section className={styles.section}>
        <h2>{t('dataTitle')}</h2>
        <DataReport schema={publication.schema} />
      </section>
    </>
  )
}

function Head({ publication }: { publication: Publication }) {
  const { t } = useTranslation('publishing')
  const { state, author, createdAt, publishAt, note, reviewer, reviewedAt, comment } = publication
  return (
    <>
      <div className={styles.sectionHead}>
        <h2>{publicationTitle(publication, t)}</h2>
        <PublicationStateDot state={state} />
      </div>
      <dl className={styles.facts}>
        <dt>{t('author')}</dt>
        <dd>
          {author.name} <RelativeTime at={createdAt} />
        </dd>
        {note && (
          <>
            <dt>{t('note')}</dt>
            <dd>{note}</dd>
          </>
        )}
        {publishAt && (
          <>
            <dt>{t('publishAt')}</dt>
            <dd>{localTime(publishAt)}</dd>
          </>
        )}
        {reviewer && (
          <>
            <dt>{t('reviewer')}</dt>
            <dd>
              {reviewer.name} {reviewedAt && <RelativeTime at={reviewedAt} />}
              {comment && <span className={styles.note}>{comment}</span>}
            </dd>
          </>
        )}
      </dl>
    </>
  )
}

function Notices({ publication }: { publication: Publication }) {
  const { t } = useTranslation('publishing')
  const { state, stale, failure } = publication
  return (
    <>
      {stale.length > 0 && <Alert type="warning" className={styles.alert!} title={t('staleReview')} />}
      {failure && <Alert type="error" className={styles.alert!} title={t('failed')} description={failure.message} />}
      {(state === 'rejected' || state === 'withdrawn' || state === 'failed') && (
        <Alert
          type="info"
          className={styles.alert!}
          title={t('draftsKept')}
          action={<Link to="/studio/publish">{t('toDrafts')}</Link>}
        />
      )}
    </>
  )
}
