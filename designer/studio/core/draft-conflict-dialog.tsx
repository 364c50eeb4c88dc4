import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../shell/elements/relative-time.tsx'
import styles from './definition-room.module.css'
import { DraftComparison } from './draft-comparison.tsx'
import type { ServerDraft } from './drafts-api.ts'
import { TextDifference } from './text-difference-view.tsx'
import type { DefinitionEditor } from './use-definition-editor.ts'

interface ConflictProps {
  editor: DefinitionEditor
  theirs: ServerDraft
  onClose(): void
}

/** One draft, edited in two windows: what this window would change in the other one's text, and which of them stays. */
export function DraftConflictDialog({ editor, theirs, onClose }: ConflictProps) {
  const { t } = useTranslation('studio')
  const { kind } = editor.published
  const choose = (side: () => void) => () => {
    side()
    onClose()
  }
  return (
    <Modal
      open
      width={880}
      title={t('draftElsewhere')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={choose(editor.takeTheirs)}>{t('takeTheirs')}</Button>
          <Button type="primary" onClick={choose(editor.keepMine)}>
            {t('keepMine')}
          </Button>
        </>
      }
    >
      <p className={styles.quiet}>
        <RelativeTime at={theirs.updatedAt} words={time => t('theirsSaved', { time })} />
      </p>
      <h3 className={styles.label}>{t('mineDiffers')}</h3>
      <DraftComparison kind={kind} before={theirs.text} after={editor.text} />
      <div className={styles.conflictText}>
        <TextDifference before={theirs.text} after={editor.text} />
      </div>
    </Modal>
  )
}
