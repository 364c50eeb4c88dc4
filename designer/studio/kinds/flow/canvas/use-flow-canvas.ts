import type BaseViewer from 'bpmn-js/lib/BaseViewer'
import type { Element } from 'bpmn-js/lib/model/Types'
import i18next from 'i18next'
import { useEffect, useRef, useState, type RefObject } from 'react'
import type { RoomProps } from '../../../core/room.ts'
import type { NewElement } from './new-elements.ts'
import { fitCanvas } from './fit-canvas.ts'
import { openCanvas } from './open-canvas.ts'
import { watchEdits } from './watch-edits.ts'

export interface OpenFlow {
  viewer: BaseViewer
  /** Elements that are selected; labels count as what they name. */
  selected: readonly Element[]
  /** The process itself, for when nothing is selected. */
  root: Element
}

export interface FlowCanvas {
  container: RefObject<HTMLDivElement | null>
  /** Another object after every edit and every selection, so that whoever draws from it draws anew. */
  flow: OpenFlow | undefined
  /** Why the text can't be drawn. */
  failure: string | undefined
}

type CanvasProps = Pick<RoomProps, 'text' | 'readOnly' | 'onChange' | 'onControls'>

/** Life of one bpmn-js canvas: opened once for the text that the room began with, destroyed with the room. */
export function useFlowCanvas(props: CanvasProps): FlowCanvas {
  const container = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const [flow, setFlow] = useState<OpenFlow>()
  const [failure, setFailure] = useState<string>()
  const { readOnly } = props

  useEffect(() => {
    const viewer = openCanvas({ container: container.current!, readOnly, language: () => i18next.language, words: paletteWords })
    const onLanguage = () => viewer.get<EventBus>('eventBus').fire('i18n.changed')
    let closed = false
    let stopWatching = () => {}
    const { text } = latest.current
    const show = () => !closed && setFlow({ viewer, ...selectionOf(viewer) })
    viewer.importXML(text).then(
      () => {
        if (closed) return
        fitCanvas(viewer.get('canvas'))
        viewer.on('selection.changed', show)
        stopWatching = readOnly ? () => {} : watchEdits({ viewer, text, onEdit: show, room: latest })
        i18next.on('languageChanged', onLanguage)
        show()
      },
      (error: Error) => !closed && setFailure(error.message),
    )
    return () => {
      closed = true
      stopWatching()
      i18next.off('languageChanged', onLanguage)
      viewer.destroy()
    }
  }, [readOnly])

  return { container, flow, failure }
}

interface EventBus {
  fire(event: string): void
}

function selectionOf(viewer: BaseViewer): Pick<OpenFlow, 'selected' | 'root'> {
  const root = viewer.get<{ getRootElement(): Element }>('canvas').getRootElement()
  const selected = viewer.get<{ get(): Element[] }>('selection').get()
  const targets = selected.map(element => ('labelTarget' in element ? (element.labelTarget as Element) : element) ?? element)
  return { root, selected: [...new Set(targets)].filter(element => element !== root) }
}

const word = (key: string): string => String(i18next.t(key as never, { ns: 'studio' } as never))
const paletteWords = {
  label: (element: NewElement) => word(`flow.palette.${element}`),
  hint: (element: NewElement) => word(`flow.paletteHint.${element}`),
}
