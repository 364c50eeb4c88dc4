import { App, Alert, Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../shell/elements/problem-text.ts'
import styles from './definition-room.module.css'
import { definitionsApi, type Diagnostic } from './definitions-api.ts'
import { draftStore } from './draft-store.ts'
import { roomKind } from './room-kinds.ts'
import type { Words } from './room.ts'
import type { DefinitionEditor } from './use-definition-editor.ts'

interface PublishProps {
  editor: DefinitionEditor
  diagnostics: Diagnostic[]
  onClose(): void
}

/** What will change, in words, a reason, and one button. */
export function PublishDialog({ editor, diagnostics, onClose }: PublishProps) {
  const { t } = useTranslation('studio')
  const { published, text } = editor
  const words = useDescription(editor)
  const publish = usePublish(editor, onClose)
  const broken = diagnostics.some(problem => problem.severity === 'error')
  const [note, setNote] = useState('')
  return (
    <Modal
      open
      title={t('publishTitle', { title: published.title })}
      okText={t('publish')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: broken || text === published.text, loading: publish.busy }}
      onOk={() => publish.run(note)}
      onCancel={onClose}
    >
      <p className={styles.quiet}>{t('publishWhat')}</p>
      {broken && <Alert type="error" title={t('hasErrors')} className={styles.quiet!} />}
      {publish.failure !== undefined && <Alert type="error" title={publish.failure} className={styles.quiet!} />}
      <h3 className={styles.label}>{t('changes')}</h3>
      <ul className={styles.words}>
        {words.map((sentence, i) => (
          <li key={i}>{sentence}</li>
        ))}
      </ul>
      <label className={styles.label} htmlFor="publish-note">
        {t('note')}
      </label>
      <Input.TextArea
        id="publish-note"
        rows={2}
        maxLength={500}
        placeholder={t('notePlaceholder')}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
    </Modal>
  )
}

function useDescription({ published, text }: DefinitionEditor): string[] {
  const { t } = useTranslation('studio')
  return useMemo(() => {
    const words: Words = (key, values) =>
      (t as unknown as (key: string, values: object) => string)(`words.${key}`, values)
    const sentences = roomKind(published.kind).describe?.(published.text, text, words) ?? []
    if (sentences.length > 0) return sentences
    return [text === published.text ? t('noChanges') : t('words.other')]
  }, [published, text, t])
}

function usePublish(editor: DefinitionEditor, onClose: () => void) {
  const { t } = useTranslation('studio')
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [state, setState] = useState<{ busy: boolean; failure: string | undefined }>({
    busy: false,
    failure: undefined,
  })
  const { published, text } = editor
  async function run(note: string): Promise<void> {
    setState({ busy: true, failure: undefined })
    try {
      const baseHash = draftStore().find(published.id)?.baseHash ?? published.hash
      const { versions } = await definitionsApi.publish([{ id: published.id, text, baseHash }], note)
      await editor.afterPublish()
      const version = versions.find(each => each.id === published.id)?.version ?? published.version
      void message.success(t('published', { version: String(version) }))
      onClose()
    } catch (error) {
      setState({ busy: false, failure: problemText(error) })
    }
  }
  return { ...state, run: (note: string) => void run(note) }
}
