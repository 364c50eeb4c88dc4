import { Skeleton } from 'antd'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import styles from './definition-room.module.css'
import type { Diagnostic } from './definitions-api.ts'
import type { EditorControls } from './editor-controls.ts'
import { ProblemsPanel } from './problems-panel.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { roomKind } from './room-kinds.ts'
import { RoomNotices } from './room-notices.tsx'
import { RoomToolbar } from './room-toolbar.tsx'
import { useCheck } from './use-check.ts'
import { useDefinitionEditor, type DefinitionEditor } from './use-definition-editor.ts'
import { useRoomShortcuts } from './use-room-shortcuts.ts'

/** One definition in its designer: toolbar, room, problems. The same frame for every kind. */
export function DefinitionRoom({ id }: { id: string }) {
  const { editor, error, retry } = useDefinitionEditor(id)
  if (error && !editor) return <ErrorState error={error} onRetry={retry} />
  if (!editor) return <Skeleton active className={styles.loading!} paragraph={{ rows: 8 }} />
  return <Loaded editor={editor} />
}

function Loaded({ editor }: { editor: DefinitionEditor }) {
  const { t } = useTranslation('studio')
  const { published } = editor
  const mayEdit = published.permissions.includes('edit')
  const kind = roomKind(published.kind)
  const [controls, setControls] = useState<EditorControls | null>(null)
  const [focused, setFocused] = useState<Diagnostic | null>(null)
  const [publishing, setPublishing] = useState(false)
  const [showPublished, setShowPublished] = useState(false)
  const check = useCheck({ id: published.id, text: editor.text, enabled: mayEdit && editor.draft !== 'none' })
  const readOnly = !mayEdit || !kind.editable || showPublished
  useRoomShortcuts({ controls, checkNow: check.checkNow })
  const diagnostics = editor.draft === 'none' ? NONE : check.diagnostics
  return (
    <section className={styles.frame} aria-label={published.title}>
      <RoomToolbar
        editor={editor}
        controls={readOnly ? null : controls}
        readOnlyReason={!kind.editable ? t('readOnlyKind') : mayEdit ? undefined : t('readOnly')}
        showPublished={showPublished}
        onShowPublished={setShowPublished}
        onCheck={check.checkNow}
        onPublish={() => void Promise.resolve(controls?.settle?.()).then(() => setPublishing(true))}
      />
      <RoomNotices editor={editor} showPublished={showPublished} />
      <div className={styles.room}>
        <Suspense fallback={<Skeleton active className={styles.loading!} paragraph={{ rows: 8 }} />}>
          <kind.Room
            key={`${editor.generation}-${showPublished}`}
            definition={published}
            text={showPublished ? published.text : editor.text}
            readOnly={readOnly}
            diagnostics={diagnostics}
            focused={focused}
            onChange={editor.change}
            onControls={setControls}
          />
        </Suspense>
      </div>
      {!readOnly && <ProblemsPanel {...check} diagnostics={diagnostics} onFocus={setFocused} />}
      {publishing && <PublishDialog editor={editor} diagnostics={diagnostics} onClose={() => setPublishing(false)} />}
    </section>
  )
}

const NONE: Diagnostic[] = []
