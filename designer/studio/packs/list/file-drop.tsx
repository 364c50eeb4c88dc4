import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../packs.module.css'

interface FileDropProps {
  disabled: boolean
  onFile(file: File): void
  /** Gets what opens the file dialog, for those who do not drag. */
  children(choose: () => void): ReactNode
}

/** A page onto which one file can be dropped. */
export function FileDrop({ disabled, onFile, children }: FileDropProps) {
  const { t } = useTranslation('packs')
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (file: File | undefined): void => {
    if (file && !disabled) onFile(file)
  }
  const dropped = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  const dragged = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(!disabled)
  }
  return (
    <div
      className={styles.drop}
      data-over={over}
      data-words={t('drop')}
      onDragOver={dragged}
      onDragLeave={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={dropped}
    >
      <input
        ref={input}
        type="file"
        accept=".jwpack,.zip"
        hidden
        aria-label={t('choose')}
        onChange={event => {
          take(event.target.files?.[0])
          // The same file may be chosen again after it was corrected.
          event.target.value = ''
        }}
      />
      {children(() => input.current?.click())}
    </div>
  )
}
