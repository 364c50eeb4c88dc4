import { Button, Popconfirm, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import styles from './definition-room.module.css'
import type { EditorControls } from './editor-controls.ts'
import { RedoIcon, UndoIcon } from '../../shell/elements/icons.tsx'
import { needsReview, useReviewedPacks } from '../publishing/use-review-needed.ts'
import type { DefinitionEditor } from './use-definition-editor.ts'

interface ToolbarProps {
  editor: DefinitionEditor
  /** Null when nothing can be edited. */
  controls: EditorControls | null
  readOnlyReason: string | undefined
  showPublished: boolean
  onShowPublished(show: boolean): void
  onCheck(): void
  onPublish(): void
}

export function RoomToolbar(props: ToolbarProps) {
  const { t } = useTranslation('studio')
  const { editor, controls, readOnlyReason, showPublished } = props
  const { published, draft } = editor
  return (
    <header className={styles.toolbar}>
      <div className={styles.heading}>
        <h1 title={published.id}>{published.title}</h1>
        <p className={styles.badge} data-draft={draft !== 'none'}>
          {draft === 'none'
            ? t('version', { version: published.version })
            : `${t('draftOf', { version: editor.baseVersion })} · ${t(`keeping.${editor.keeping}`)}`}
          {readOnlyReason ? ` · ${readOnlyReason}` : ''}
        </p>
      </div>
      {!readOnlyReason && <UndoRedo controls={controls} />}
      <span className={styles.gap} />
      <HistoryButton />
      {draft !== 'none' && (
        <Button type="text" onClick={() => props.onShowPublished(!showPublished)} aria-pressed={showPublished}>
          {t(showPublished ? 'backToDraft' : 'showPublished')}
        </Button>
      )}
      {!readOnlyReason && !showPublished && <Actions {...props} />}
    </header>
  )
}

function HistoryButton() {
  const { t } = useTranslation('studio')
  const [, setParams] = useSearchParams()
  return (
    <Button type="text" onClick={() => setParams({ history: '' })}>
      {t('history')}
    </Button>
  )
}

function UndoRedo({ controls }: { controls: EditorControls | null }) {
  const { t } = useTranslation('studio')
  const undo = controls?.undoName ? t('undoNamed', { name: controls.undoName }) : t('undo')
  const redo = controls?.redoName ? t('redoNamed', { name: controls.redoName }) : t('redo')
  return (
    <>
      <Tooltip title={`${undo} (Ctrl+Z)`}>
        <Button
          type="text"
          icon={<UndoIcon />}
          aria-label={undo}
          disabled={!controls?.canUndo}
          onClick={controls?.undo}
        />
      </Tooltip>
      <Tooltip title={`${redo} (Ctrl+Shift+Z)`}>
        <Button
          type="text"
          icon={<RedoIcon />}
          aria-label={redo}
          disabled={!controls?.canRedo}
          onClick={controls?.redo}
        />
      </Tooltip>
    </>
  )
}

function Actions({ editor, onCheck, onPublish }: ToolbarProps) {
  const { t } = useTranslation('studio')
  const { packs } = useReviewedPacks()
  const unchanged = editor.draft === 'none'
  return (
    <>
      <Popconfirm
        title={t('discardTitle')}
        description={t('discardText', { version: editor.published.version })}
        okText={t('discard')}
        cancelText={t('keep')}
        okButtonProps={{ danger: true }}
        disabled={unchanged}
        onConfirm={editor.discard}
      >
        <Button type="text" disabled={unchanged}>
          {t('discard')}
        </Button>
      </Popconfirm>
      <Button onClick={onCheck} disabled={unchanged}>
        {t('check')}
      </Button>
      <Button type="primary" onClick={onPublish} disabled={unchanged}>
        {t(needsReview([editor.published], packs) ? 'submitForReview' : 'publish')}
      </Button>
    </>
  )
}
