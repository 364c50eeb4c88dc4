import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css'
import './canvas/canvas.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StateMessage } from '../../../shell/elements/state-message.tsx'
import type { RoomProps } from '../../core/room.ts'
import { useDiagnosticMarks } from './canvas/use-diagnostic-marks.ts'
import { useFlowCanvas } from './canvas/use-flow-canvas.ts'
import { useFocusedElement } from './canvas/use-focused-element.ts'
import styles from './flow-room.module.css'
import { ElementPanel } from './panel/element-panel.tsx'

/** A flow on its canvas, with what is selected told in sentences beside it. */
export default function FlowRoom({ text, readOnly, diagnostics, focused, onChange, onControls }: RoomProps) {
  const { t } = useTranslation('studio')
  const { container, flow, failure } = useFlowCanvas({ text, readOnly, onChange, onControls })
  const [open, setOpen] = useState(false)
  useDiagnosticMarks(flow?.viewer, diagnostics)
  useFocusedElement(flow?.viewer, focused)
  if (failure !== undefined)
    return <StateMessage alert title={t('flow.broken')} text={t('flow.brokenText')} note={failure} />
  return (
    <div className={styles.room} data-panel={open ? 'open' : 'closed'}>
      <div className={styles.canvas} ref={container} role="application" aria-label={t('flow.canvas')} />
      <Button className={styles.toggle!} size="small" aria-expanded={open} onClick={() => setOpen(now => !now)}>
        {t(open ? 'flow.hideProperties' : 'flow.showProperties')}
      </Button>
      <aside className={styles.panel} aria-label={t('flow.properties')}>
        {flow && <ElementPanel flow={flow} diagnostics={diagnostics} readOnly={readOnly} />}
      </aside>
    </div>
  )
}
