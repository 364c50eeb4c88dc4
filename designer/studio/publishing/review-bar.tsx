import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AFTER_PUBLISH } from '../core/use-definition-editor.ts'
import { publishingApi, type Publication } from './publishing-api.ts'
import { usePublishingProblem } from './publishing-problem.ts'
import styles from './publishing.module.css'

interface BarProps {
  publication: Publication
  onDecided(publication: Publication): void
  /** Somebody else decided, or published over it: what is shown is old. */
  onOvertaken(): void
}

/** Approve, reject and withdraw; who may not is told why. */
export function ReviewBar({ publication, onDecided, onOvertaken }: BarProps) {
  const { t } = useTranslation('publishing')
  const { id, contentHash, permissions, stale, publishAt } = publication
  const [comment, setComment] = useState('')
  const decision = useDecision({ onDecided, onOvertaken })
  const note = comment.trim()
  return (
    <>
      {decision.failure !== undefined && <Alert type="error" title={decision.failure} style={{ width: '100%' }} />}
      {permissions.approve ? (
        <Input.TextArea
          className={styles.comment!}
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={2000}
          aria-label={t('comment')}
          placeholder={t('commentPlaceholder')}
          value={comment}
          onChange={event => setComment(event.target.value)}
        />
      ) : (
        <Reason publication={publication} />
      )}
      {permissions.withdraw && (
        <Popconfirm
          title={t('withdrawTitle')}
          description={t('withdrawText')}
          okText={t('withdraw')}
          cancelText={t('keep')}
          onConfirm={() => decision.run(() => publishingApi.withdraw(id))}
        >
          <Button loading={decision.busy}>{t('withdraw')}</Button>
        </Popconfirm>
      )}
      {permissions.reject && (
        <Button
          disabled={note === '' || decision.busy}
          title={note === '' ? t('rejectNeedsComment') : undefined}
          onClick={() => decision.run(() => publishingApi.reject(id, note))}
        >
          {t('reject')}
        </Button>
      )}
      {permissions.approve && (
        <Button
          type="primary"
          loading={decision.busy}
          disabled={stale.length > 0}
          onClick={() =>
            decision.run(() => publishingApi.approve(id, { contentHash, ...(note !== '' && { comment: note }) }))
          }
        >
          {t(publishAt === null ? 'approve' : 'approveForDate')}
        </Button>
      )}
    </>
  )
}

function Reason({ publication }: { publication: Publication }) {
  const { t } = useTranslation('publishing')
  // Who may withdraw it is who submitted it.
  const mine = publication.permissions.withdraw
  const reason = publication.state === 'scheduled' ? 'isScheduled' : mine ? 'ownReview' : 'noReviewRight'
  return <span className={styles.barText}>{t(reason)}</span>
}

function useDecision({ onDecided, onOvertaken }: Omit<BarProps, 'publication'>) {
  const client = useQueryClient()
  const problem = usePublishingProblem()
  const [state, setState] = useState<{ busy: boolean; failure?: string }>({ busy: false })
  async function run(decide: () => Promise<Publication>): Promise<void> {
    setState({ busy: true })
    try {
      onDecided(await decide())
      setState({ busy: false })
    } catch (error) {
      setState({ busy: false, failure: problem(error) })
      onOvertaken()
    }
    await Promise.all(AFTER_PUBLISH.map(key => client.invalidateQueries({ queryKey: [key] })))
  }
  return { ...state, run: (decide: () => Promise<Publication>) => void run(decide) }
}
