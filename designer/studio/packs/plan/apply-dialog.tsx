import { useQueryClient } from '@tanstack/react-query'
import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../shell/api/problem.ts'
import { usePackProblem } from '../pack-problem.ts'
import { packsApi, type PackPlan } from '../packs-api.ts'
import type { ChoiceQueue } from './choice-queue.ts'
import styles from './plan.module.css'
import { planKey } from './use-plan.ts'

interface ApplyDialogProps {
  plan: PackPlan
  title: string
  /** A second person must approve. */
  reviewed: boolean
  queue: ChoiceQueue
  onClose(): void
  onStale(): void
}

/** The consequences once more, a note, and one button. */
export function ApplyDialog({ plan, title, reviewed, queue, onClose, onStale }: ApplyDialogProps) {
  const { t } = useTranslation('packs')
  const [note, setNote] = useState('')
  const apply = useApply({ plan, queue, onClose, onStale })
  const { added, changed, removed } = plan.definitions
  const gone = plan.action === 'uninstall'
  return (
    <Modal
      open
      title={t(gone ? 'apply.titleUninstall' : 'apply.title', { what: title })}
      okText={t(reviewed ? 'apply.okReview' : gone ? 'apply.okUninstall' : 'apply.ok')}
      cancelText={t('apply.cancel')}
      okButtonProps={{ danger: gone, loading: apply.busy }}
      onOk={() => apply.run(note)}
      onCancel={onClose}
    >
      {apply.failure !== undefined && (
        <Alert type="error" className={styles.alert!} title={t('apply.failed')} description={apply.failure} />
      )}
      <p className={styles.summary}>
        {t('apply.summary', {
          added: added.length,
          changed: changed.length,
          removed: removed.length,
          local: plan.local.length,
        })}
      </p>
      <p className={styles.summary}>{t(reviewed ? 'apply.textReview' : 'apply.text')}</p>
      <label htmlFor="apply-note" className={styles.label}>
        {t('apply.note')}
      </label>
      <Input.TextArea
        id="apply-note"
        rows={2}
        maxLength={2000}
        placeholder={t('apply.notePlaceholder')}
        value={note}
        onChange={event => setNote(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) apply.run(note)
        }}
      />
    </Modal>
  )
}

function useApply({ plan, queue, onClose, onStale }: Pick<ApplyDialogProps, 'plan' | 'queue' | 'onClose' | 'onStale'>) {
  const client = useQueryClient()
  const problem = usePackProblem()
  const [state, setState] = useState<{ busy: boolean; failure?: string }>({ busy: false })
  async function run(note: string): Promise<void> {
    setState({ busy: true })
    try {
      if (!(await queue.settled())) throw queue.state().failure
      client.setQueryData(planKey(plan.id), await packsApi.apply(plan.id, note))
      onClose()
      await Promise.all(
        ['packs', 'definitions', 'definition', 'local-change', 'app'].map(name =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      )
    } catch (error) {
      setState({ busy: false, failure: problem(error) })
      if (error instanceof ApiError && error.code === 'pack_plan.stale') onStale()
    }
  }
  return { ...state, run: (note: string) => void run(note) }
}
