import { useEffect, useMemo, useRef } from 'react'
import type { RoomProps } from '../../core/room.ts'
import styles from './text-room.module.css'

/** The text of a definition as it stands in its pack, with line numbers. */
export default function TextRoom({ text, focused }: RoomProps) {
  const lines = useMemo(() => text.replace(/\n$/, '').split('\n'), [text])
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (focused) list.current?.children[focused.line - 1]?.scrollIntoView({ block: 'center' })
  }, [focused])
  return (
    <div className={styles.scroll} tabIndex={0}>
      <ol className={styles.code} ref={list} translate="no">
        {lines.map((line, i) => (
          <li key={i}>{line === '' ? '\n' : line}</li>
        ))}
      </ol>
    </div>
  )
}
