import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../shell/elements/problem-text.ts'
import styles from './definition-room.module.css'
import { DraftConflictDialog } from './draft-conflict-dialog.tsx'
import type { DefinitionEditor } from './use-definition-editor.ts'

/** What the author must know before going on: a newer version, another window, a draft that is not kept, that this is not the draft. */
export function RoomNotices({ editor, showPublished }: { editor: DefinitionEditor; showPublished: boolean }) {
  const { t } = useTranslation('studio')
  const { version } = editor.published
  return (
    <>
      {showPublished && (
        <Alert
          banner
          type="info"
          showIcon={false}
          className={styles.notice!}
          title={t('viewingPublished', { version })}
        />
      )}
      {editor.draft === 'overtaken' && (
        <Alert
          banner
          type="warning"
          className={styles.notice!}
          title={t('overtaken', { version })}
          action={
            <Button size="small" onClick={editor.rebase}>
              {t('rebase')}
            </Button>
          }
        />
      )}
      {editor.keeping === 'conflict' && <ConflictNotice editor={editor} />}
      <KeepingNotice editor={editor} />
    </>
  )
}

function ConflictNotice({ editor }: { editor: DefinitionEditor }) {
  const { t } = useTranslation('studio')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Alert
        banner
        type="warning"
        className={styles.notice!}
        title={t('draftElsewhere')}
        action={
          <Button size="small" onClick={() => setOpen(true)}>
            {t('draftCompare')}
          </Button>
        }
      />
      {open && editor.theirs && (
        <DraftConflictDialog editor={editor} theirs={editor.theirs} onClose={() => setOpen(false)} />
      )}
    </>
  )
}

function KeepingNotice({ editor: { keeping, refusal } }: { editor: DefinitionEditor }) {
  const { t } = useTranslation('studio')
  const problemText = useProblemText()
  if (keeping === 'lost') return <Alert banner type="error" className={styles.notice!} title={t('notSaved')} />
  if (keeping !== 'here') return null
  const title = refusal === undefined ? t('savedHere') : t('saveRefused', { reason: problemText(refusal) })
  return <Alert banner type="warning" className={styles.notice!} title={title} />
}
