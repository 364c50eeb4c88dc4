import { useQueryClient } from '@tanstack/react-query'
import { App, Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { publishingApi } from '../publishing/publishing-api.ts'
import { usePublishingProblem } from '../publishing/publishing-problem.ts'
import { needsReview, useReviewedPacks } from '../publishing/use-review-needed.ts'
import styles from './definition-room.module.css'
import type { Diagnostic } from './definitions-api.ts'
import { DraftComparison } from './draft-comparison.tsx'
import { draftStore } from './draft-store.ts'
import { AFTER_PUBLISH, type DefinitionEditor } from './use-definition-editor.ts'

interface PublishProps {
  editor: DefinitionEditor
  diagnostics: Diagnostic[]
  onClose(): void
}

/** What this one draft will change, in words, a reason, and one button; for more there is the publish centre. */
export function PublishDialog({ editor, diagnostics, onClose }: PublishProps) {
  const { t } = useTranslation('studio')
  const { published, text } = editor
  const review = useReviewedPacks()
  const reviewed = needsReview([published], review.packs)
  const publish = usePublish(editor, onClose)
  const broken = diagnostics.some(problem => problem.severity === 'error')
  const [note, setNote] = useState('')
  return (
    <Modal
      open
      title={t('publishTitle', { title: published.title })}
      okText={t(reviewed ? 'submitForReview' : 'publish')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: broken || !review.known || text === published.text, loading: publish.busy }}
      onOk={() => publish.run(note)}
      onCancel={onClose}
    >
      <p className={styles.quiet}>
        {t(reviewed ? 'reviewWhat' : 'publishWhat')} <Link to="/studio/publish">{t('publishCentre')}</Link>
      </p>
      {broken && <Alert type="error" title={t('hasErrors')} className={styles.quiet!} />}
      {publish.failure !== undefined && <Alert type="error" title={publish.failure} className={styles.quiet!} />}
      <h3 className={styles.label}>{t('changes')}</h3>
      <div className={styles.words}>
        <DraftComparison kind={published.kind} before={published.text} after={text} />
      </div>
      <label className={styles.label} htmlFor="publish-note">
        {t('note')}
      </label>
      <Input.TextArea
        id="publish-note"
        rows={2}
        maxLength={2000}
        placeholder={t('notePlaceholder')}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
    </Modal>
  )
}

function usePublish(editor: DefinitionEditor, onClose: () => void) {
  const { t } = useTranslation('studio')
  const { message } = App.useApp()
  const client = useQueryClient()
  const navigate = useNavigate()
  const problem = usePublishingProblem()
  const [state, setState] = useState<{ busy: boolean; failure?: string }>({ busy: false })
  const { published, text } = editor
  async function run(note: string): Promise<void> {
    setState({ busy: true })
    try {
      const baseHash = draftStore().find(published.id)?.baseHash ?? published.hash
      const made = await publishingApi.submit({
        changes: [{ id: published.id, text, baseHash }],
        ...(note !== '' && { note }),
      })
      if (made.state === 'published') {
        await editor.afterPublish()
        void message.success(t('published', { version: String(published.version + 1) }))
        onClose()
      } else {
        await Promise.all(AFTER_PUBLISH.map(key => client.invalidateQueries({ queryKey: [key] })))
        void navigate(`/studio/publications/${made.id}`)
      }
    } catch (error) {
      setState({ busy: false, failure: problem(error) })
    }
  }
  return { ...state, run: (note: string) => void run(note) }
}
