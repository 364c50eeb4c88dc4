import { Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface CommentDialogProps {
  open: boolean
  title: string
  /** What will follow. */
  text: string
  busy: boolean
  onCancel: () => void
  onConfirm: (comment: string) => Promise<void>
}

/** A confirmation that says the consequence and asks for a reason; Ctrl/Cmd+Enter confirms. */
export function CommentDialog({ open, title, text, busy, onCancel, onConfirm }: CommentDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const [comment, setComment] = useState('')
  const ready = comment.trim() !== ''
  const confirm = () => ready && void onConfirm(comment.trim())
  return (
    <Modal
      open={open}
      title={title}
      okText={title}
      okButtonProps={{ disabled: !ready, danger: true }}
      confirmLoading={busy}
      onOk={confirm}
      onCancel={onCancel}
      afterClose={() => setComment('')}
      width={440}
    >
      <p style={{ marginBottom: 12 }}>{text}</p>
      <label htmlFor={id}>{t('record.reason')}</label>
      <Input.TextArea
        id={id}
        value={comment}
        onChange={event => setComment(event.target.value)}
        onKeyDown={event => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && confirm()}
        autoSize={{ minRows: 3, maxRows: 8 }}
        maxLength={2000}
        autoFocus
      />
    </Modal>
  )
}
