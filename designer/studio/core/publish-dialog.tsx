import { useQueryClient } from '@tanstack/react-query'
import { App, Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { blockedBy } from '../publishing/blocked-by.ts'
import { CasesReport } from '../publishing/cases-report.tsx'
import { publishingApi, type CaseName } from '../publishing/publishing-api.ts'
import { usePublishingProblem } from '../publishing/publishing-problem.ts'
import { useSetAside } from '../publishing/set-aside.ts'
import { useImpact } from '../publishing/use-impact.ts'
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
  const { t: say } = useTranslation('publishing')
  const { published, text } = editor
  const review = useReviewedPacks()
  const reviewed = needsReview([published], review.packs)
  const publish = usePublish(editor, onClose)
  const broken = diagnostics.some(problem => problem.severity === 'error')
  const [note, setNote] = useState('')
  const unchanged = text === published.text
  const impact = useImpact([published.id, published.hash, text], [changeOf(editor)], !broken && !unchanged)
  const setAside = useSetAside(impact.data?.cases)
  const obstacle = blockedBy(impact.data, setAside, note)
  const ready = !broken && !unchanged && review.known && !impact.isFetching && obstacle === undefined
  return (
    <Modal
      open
      title={t('publishTitle', { title: published.title })}
      okText={t(reviewed ? 'submitForReview' : 'publish')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !ready, loading: publish.busy }}
      onOk={() => publish.run(note, setAside.names)}
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
      {impact.isLoading && <p className={styles.quiet}>{say('looking')}</p>}
      {impact.data?.cases && impact.data.cases.failed.length > 0 && (
        <section className={styles.cases} aria-label={say('checks')}>
          <CasesReport cases={impact.data.cases} setAside={setAside} />
        </section>
      )}
      <label className={styles.label} htmlFor="publish-note">
        {t('note')}
      </label>
      <Input.TextArea
        id="publish-note"
        rows={2}
        maxLength={2000}
        required={setAside.names.length > 0}
        placeholder={setAside.names.length > 0 ? say('noteForSetAside') : t('notePlaceholder')}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
      <p className={styles.reason} aria-live="polite">
        {obstacle !== undefined && say(`blocked.${obstacle}`)}
      </p>
    </Modal>
  )
}

function changeOf({ published, text }: DefinitionEditor) {
  return { id: published.id, text, baseHash: draftStore().find(published.id)?.baseHash ?? published.hash }
}

function usePublish(editor: DefinitionEditor, onClose: () => void) {
  const { t } = useTranslation('studio')
  const { message } = App.useApp()
  const client = useQueryClient()
  const navigate = useNavigate()
  const problem = usePublishingProblem()
  const [state, setState] = useState<{ busy: boolean; failure?: string }>({ busy: false })
  const { published } = editor
  async function run(note: string, setAside: readonly CaseName[]): Promise<void> {
    setState({ busy: true })
    try {
      const made = await publishingApi.submit({
        changes: [changeOf(editor)],
        ...(note !== '' && { note }),
        ...(setAside.length > 0 && { setAside }),
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
  return { ...state, run: (...args: Parameters<typeof run>) => void run(...args) }
}
