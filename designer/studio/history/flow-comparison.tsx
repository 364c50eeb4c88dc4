import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import './flow-marks.css'
import type { Comparison } from '@jingwei/engine/model'
import type Canvas from 'diagram-js/lib/core/Canvas'
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry'
import { Segmented } from 'antd'
import i18next from 'i18next'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openCanvas } from '../kinds/flow/canvas/open-canvas.ts'
import styles from './comparison.module.css'
import { elementMarks, type Mark } from './element-marks.ts'

interface FlowComparisonProps {
  comparison: Comparison
  before: string | null
  after: string | null
}

/** Any point: fitted to the canvas, the diagram stands in its middle instead of at its top. */
const CENTRED = { x: 0, y: 0 }

const SIDES = { before: ['removed', 'changed', 'moved'], after: ['added', 'changed', 'moved'] } as const

/** The diagram before or after, with what went, came or changed in colour; the legend counts them. */
export default function FlowComparison({ comparison, before, after }: FlowComparisonProps) {
  const { t } = useTranslation('publishing')
  const marks = useMemo(() => elementMarks(comparison.changes), [comparison])
  const [side, setSide] = useState<'before' | 'after'>(after === null ? 'before' : 'after')
  const text = side === 'before' ? before : after
  const counts = (mark: Mark): number => [...marks.values()].filter(each => each === mark).length
  return (
    <div>
      <div className={styles.legend}>
        <Segmented
          size="small"
          value={side}
          onChange={setSide}
          options={[
            { value: 'before', label: t('before'), disabled: before === null },
            { value: 'after', label: t('after'), disabled: after === null },
          ]}
        />
        {SIDES[side].map(mark => (
          <span key={mark} className={styles.mark} data-mark={mark}>
            {t(`mark.${mark}`, { count: counts(mark) })}
          </span>
        ))}
      </div>
      {text !== null && <Diagram key={side} text={text} marks={marks} />}
    </div>
  )
}

function Diagram({ text, marks }: { text: string; marks: ReadonlyMap<string, Mark> }) {
  const { t } = useTranslation('publishing')
  const container = useRef<HTMLDivElement>(null)
  const [broken, setBroken] = useState(false)
  useEffect(() => draw(container.current!, text, marks, () => setBroken(true)), [text, marks])
  if (broken) return <p className={styles.quiet}>{t('notDrawn')}</p>
  return <div ref={container} className={styles.diagram} role="img" aria-label={t('diagram')} />
}

/** Returns what takes the drawing away. */
function draw(container: HTMLElement, text: string, marks: ReadonlyMap<string, Mark>, onFail: () => void): () => void {
  const words = { label: String, hint: String }
  const viewer = openCanvas({ container, readOnly: true, language: () => i18next.language, words })
  let closed = false
  viewer.importXML(text).then(
    () => {
      if (closed) return
      const canvas = viewer.get<Canvas>('canvas')
      const elements = viewer.get<ElementRegistry>('elementRegistry')
      for (const [id, mark] of marks) if (elements.get(id)) canvas.addMarker(id, `jw-mark-${mark}`)
      canvas.zoom('fit-viewport', CENTRED)
    },
    () => closed || onFail(),
  )
  return () => {
    closed = true
    viewer.destroy()
  }
}
