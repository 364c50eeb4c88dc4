import { Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import styles from './definition-room.module.css'
import type { DefinitionDocument, Diagnostic } from './definitions-api.ts'
import type { EditorControls } from './editor-controls.ts'
import type { OpenedDraft } from './opened-draft.ts'
import { ProblemsPanel } from './problems-panel.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { roomKind } from './room-kinds.ts'
import { RoomNotices } from './room-notices.tsx'
import { RoomToolbar } from './room-toolbar.tsx'
import { useCheck } from './use-check.ts'
import { useDefinitionEditor, useOpenedEditor } from './use-definition-editor.ts'
import { useRoomShortcuts } from './use-room-shortcuts.ts'

const HistoryDrawer = lazy(async () => ({ default: (await import('../history/history-drawer.tsx')).HistoryDrawer }))

/** One definition in its designer: toolbar, room, problems. The same frame for every kind. */
export function DefinitionRoom({ id }: { id: string }) {
  const { ready, error, retry } = useDefinitionEditor(id)
  if (error && !ready) return <ErrorState error={error} onRetry={retry} />
  if (!ready) return <Skeleton active className={styles.loading!} paragraph={{ rows: 8 }} />
  return <Loaded {...ready} />
}

function Loaded(ready: { published: DefinitionDocument; opened: OpenedDraft }) {
  const { t } = useTranslation('studio')
  const editor = useOpenedEditor(ready)
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
  const settle = async (): Promise<void> => {
    await controls?.settle?.()
    await editor.settle()
  }
  return (
    <section className={styles.frame} aria-label={published.title}>
      <RoomToolbar
        editor={editor}
        controls={readOnly ? null : controls}
        readOnlyReason={!kind.editable ? t('readOnlyKind') : mayEdit ? undefined : t('readOnly')}
        showPublished={showPublished}
        onShowPublished={setShowPublished}
        onCheck={check.checkNow}
        onPublish={() => void settle().then(() => setPublishing(true))}
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
      <History published={published} onRestored={editor.afterPublish} />
    </section>
  )
}

/** Its place is in the address, so that going back closes it and a link leads to it. */
function History({ published, onRestored }: { published: DefinitionDocument; onRestored(): Promise<void> }) {
  const [params, setParams] = useSearchParams()
  if (!params.has('history')) return null
  const close = (): void => setParams({})
  return (
    <Suspense>
      <HistoryDrawer
        published={published}
        onClose={close}
        onRestored={async () => {
          await onRestored()
          close()
        }}
      />
    </Suspense>
  )
}

const NONE: Diagnostic[] = []
