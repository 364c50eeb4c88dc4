import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { StateMessage } from '../../shell/elements/state-message.tsx'
import { usePermission } from '../../shell/session/session-context.ts'
import { draftsApi } from '../core/drafts-api.ts'
import { draftStore } from '../core/draft-store.ts'
import { AFTER_PUBLISH } from '../core/use-definition-editor.ts'
import { ChecksReport } from './checks-report.tsx'
import { DataReport } from './data-report.tsx'
import { DraftChoice } from './draft-choice.tsx'
import { blockedBy } from './blocked-by.ts'
import { OrderForm, useOrder, type Order } from './order-form.tsx'
import { publishingApi, type CaseName, type Publication } from './publishing-api.ts'
import { PublishingPage } from './publishing-page.tsx'
import { usePublishingProblem } from './publishing-problem.ts'
import styles from './publishing.module.css'
import { useSetAside, type SetAside } from './set-aside.ts'
import { useImpact } from './use-impact.ts'
import { useMyDrafts, type MyDraft } from './use-my-drafts.ts'
import { needsReview, useReviewedPacks } from './use-review-needed.ts'

/** `/studio/publish`: which of my drafts, what they change in words, what speaks against it, and one button. */
export function PublishCentre() {
  const { t } = useTranslation('publishing')
  const mayEdit = usePermission('definition', 'edit')
  const { data, error, refetch } = useMyDrafts()
  if (!mayEdit) return <StateMessage title={t('noRight')} text={t('noRightText')} />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data)
    return (
      <PublishingPage>
        <Skeleton active paragraph={{ rows: 6 }} />
      </PublishingPage>
    )
  if (data.length === 0)
    return (
      <PublishingPage>
        <StateMessage
          title={t('nothing')}
          text={t('nothingText')}
          action={
            <Link to="/studio">
              <Button>{t('toStudio')}</Button>
            </Link>
          }
        />
      </PublishingPage>
    )
  return <Composer drafts={data} />
}

function Composer({ drafts }: { drafts: MyDraft[] }) {
  const { t } = useTranslation('publishing')
  const open = useQuery({ queryKey: ['publications', 'open'], queryFn: () => publishingApi.list('open') })
  const [left, setLeft] = useState<ReadonlySet<string> | null>(null)
  const [order, setOrder] = useOrder()
  const submittedIn = (id: string) => open.data?.find(each => each.changes.some(change => change.id === id))
  const without = left ?? new Set(drafts.map(({ draft }) => draft.id).filter(submittedIn))
  const selected = drafts.filter(({ draft }) => !draft.stale && !without.has(draft.id))
  const impact = useImpact(
    selected.map(({ draft, published }) => [draft.id, draft.revision, published.hash]),
    changesOf(selected),
    selected.length > 0,
  )
  const setAside = useSetAside(impact.data?.cases)
  const review = useReviewedPacks()
  const reviewed = needsReview(
    selected.map(each => each.published),
    review.packs,
  )
  const submission = useSubmit()
  const choose = (id: string, chosen: boolean): void =>
    setLeft(chosen ? new Set([...without].filter(each => each !== id)) : new Set([...without, id]))
  const ready = open.isFetched && review.known && impact.data !== undefined
  const reason = selected.length === 0 ? 'noneSelected' : blockedBy(impact.data, setAside, order.note)
  return (
    <PublishingPage
      bar={
        <SubmitBar
          label={order.publishAt !== null && !reviewed ? 'schedule' : reviewed ? 'submitForReview' : 'publishNow'}
          text={
            reason
              ? t(`blocked.${reason}`)
              : ready
                ? t(reviewed ? 'willBeReviewed' : 'willPublish', { count: selected.length })
                : t('looking')
          }
          disabled={!ready || reason !== undefined}
          busy={submission.busy}
          onSubmit={() => submission.run(selected, order, setAside.names)}
        />
      }
    >
      {submission.failure !== undefined && <Alert type="error" title={submission.failure} className={styles.alert!} />}
      <section aria-label={t('changes')}>
        {drafts.map(each => (
          <DraftChoice
            key={each.draft.id}
            {...each}
            chosen={selected.includes(each)}
            submitted={submittedIn(each.draft.id)}
            onChoose={chosen => choose(each.draft.id, chosen)}
          />
        ))}
      </section>
      {selected.length > 0 && (
        <Findings impact={impact} ids={selected.map(({ draft }) => draft.id)} setAside={setAside} />
      )}
      <section className={styles.section}>
        <h2>{t('order')}</h2>
        <OrderForm order={order} onChange={setOrder} reviewed={reviewed} noteRequired={setAside.names.length > 0} />
      </section>
    </PublishingPage>
  )
}

interface FindingsProps {
  impact: ReturnType<typeof useImpact>
  ids: string[]
  setAside: SetAside
}

function Findings({ impact, ids, setAside }: FindingsProps) {
  const { t } = useTranslation('publishing')
  const problem = usePublishingProblem()
  const { data, error } = impact
  if (error)
    return (
      <Alert
        className={styles.section!}
        type="error"
        title={problem(error)}
        action={<Button onClick={() => void impact.refetch()}>{t('lookAgain')}</Button>}
      />
    )
  return (
    <>
      <section className={styles.section} aria-busy={impact.isFetching} aria-live="polite">
        <h2>{t('checks')}</h2>
        {data ? (
          <ChecksReport {...data} ids={ids} setAside={setAside} />
        ) : (
          <Skeleton active title={false} paragraph={{ rows: 2 }} />
        )}
      </section>
      <section className={styles.section}>
        <h2>{t('dataTitle')}</h2>
        {data ? <DataReport {...data} /> : <Skeleton active title={false} paragraph={{ rows: 1 }} />}
      </section>
    </>
  )
}

interface BarProps {
  label: 'publishNow' | 'submitForReview' | 'schedule'
  text: string
  disabled: boolean
  busy: boolean
  onSubmit(): void
}

function SubmitBar({ label, text, disabled, busy, onSubmit }: BarProps) {
  const { t } = useTranslation('publishing')
  return (
    <>
      <span className={styles.barText} aria-live="polite">
        {text}
      </span>
      <Button type="primary" disabled={disabled} loading={busy} onClick={onSubmit}>
        {t(label)}
      </Button>
    </>
  )
}

const changesOf = (drafts: readonly MyDraft[]) =>
  drafts.map(({ draft: { id, text, baseHash } }) => ({ id, text, baseHash }))

function useSubmit() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const problem = usePublishingProblem()
  const [state, setState] = useState<{ busy: boolean; failure?: string }>({ busy: false })
  async function run(selected: readonly MyDraft[], order: Order, setAside: readonly CaseName[]): Promise<void> {
    setState({ busy: true })
    try {
      const { note, publishAt } = order
      const made = await publishingApi.submit({
        changes: changesOf(selected),
        ...(note !== '' && { note }),
        ...(setAside.length > 0 && { setAside }),
        ...(publishAt !== null && { publishAt: new Date(publishAt).toISOString() }),
      })
      await clearPublished(made)
      order.forget()
      await Promise.all(AFTER_PUBLISH.map(key => client.invalidateQueries({ queryKey: [key] })))
      void navigate(`/studio/publications/${made.id}`)
    } catch (error) {
      setState({ busy: false, failure: problem(error) })
    }
  }
  return { ...state, run: (...args: Parameters<typeof run>) => void run(...args) }
}

/** What waits for a review stays a draft: should it be refused, the author goes on from it. */
async function clearPublished({ state, changes }: Publication): Promise<void> {
  if (state !== 'published') return
  await Promise.all(changes.map(({ id }) => draftsApi.delete(id)))
  for (const { id } of changes) draftStore().discard(id)
}
