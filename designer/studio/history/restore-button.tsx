import { Alert, App, Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { usePublishingProblem } from '../publishing/publishing-problem.ts'
import { historyApi } from './history-api.ts'
import styles from './history.module.css'

interface RestoreProps {
  id: string
  version: number
  onRestored(): Promise<void>
}

/** Brings a version back after saying what that means; under four eyes it leads to the submission. */
export function RestoreButton({ id, version, onRestored }: RestoreProps) {
  const { t } = useTranslation('publishing')
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const restore = useRestore({ id, version, onRestored })
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={t('restoreTitle', { version })}
      content={
        <form
          className={styles.restore}
          onSubmit={event => {
            event.preventDefault()
            restore.run(note.trim())
          }}
        >
          <p>{t('restoreText')}</p>
          <Input.TextArea
            rows={2}
            maxLength={2000}
            aria-label={t('note')}
            placeholder={t('notePlaceholder')}
            value={note}
            onChange={event => setNote(event.target.value)}
          />
          {restore.failure !== undefined && <Alert type="error" title={restore.failure} />}
          <Button type="primary" htmlType="submit" loading={restore.busy}>
            {t('restore', { version })}
          </Button>
        </form>
      }
    >
      <Button>{t('restore', { version })}</Button>
    </Popover>
  )
}

function useRestore({ id, version, onRestored }: RestoreProps) {
  const { t } = useTranslation('publishing')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const problem = usePublishingProblem()
  const [state, setState] = useState<{ busy: boolean; failure?: string }>({ busy: false })
  async function run(note: string): Promise<void> {
    setState({ busy: true })
    try {
      const made = await historyApi.restore(id, version, note)
      if (made.state !== 'published') return void navigate(`/studio/publications/${made.id}`)
      void message.success(t('restored', { version }))
      await onRestored()
    } catch (error) {
      setState({ busy: false, failure: problem(error) })
    }
  }
  return { ...state, run: (note: string) => void run(note) }
}
