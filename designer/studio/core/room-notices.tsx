import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './definition-room.module.css'
import type { DefinitionEditor } from './use-definition-editor.ts'

/** What the author must know before going on: a newer version, a draft that is not kept, that this is not the draft. */
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
      {!editor.kept && <Alert banner type="error" className={styles.notice!} title={t('notSaved')} />}
    </>
  )
}
