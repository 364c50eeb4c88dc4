import type BaseViewer from 'bpmn-js/lib/BaseViewer'
import type { Element } from 'bpmn-js/lib/model/Types'
import type Canvas from 'diagram-js/lib/core/Canvas'
import type EventBus from 'diagram-js/lib/core/EventBus'
import type Selection from 'diagram-js/lib/features/selection/Selection'
import i18next from 'i18next'
import type { RefObject } from 'react'
import type { RoomProps } from '../../../core/room.ts'
import { fitCanvas } from './fit-canvas.ts'
import type { NewElement } from './new-elements.ts'
import { openCanvas } from './open-canvas.ts'
import { watchEdits } from './watch-edits.ts'

export interface OpenFlow {
  viewer: BaseViewer
  /** Elements that are selected; labels count as what they name. */
  selected: readonly Element[]
  /** The process itself, for when nothing is selected. */
  root: Element
}

interface FlowSettings {
  container: HTMLElement
  text: string
  readOnly: boolean
  room: RefObject<Pick<RoomProps, 'onChange' | 'onControls'>>
  /** After opening, every edit and every selection: another object each time, so that whoever draws from it draws anew. */
  onShow(flow: OpenFlow): void
  onFail(error: Error): void
}

/** Draws a flow's text into an empty container. Returns what closes it; closing before it is drawn is as good as never opening. */
export function openFlow({ container, text, readOnly, room, onShow, onFail }: FlowSettings): () => void {
  const viewer = openCanvas({ container, readOnly, language: () => i18next.language, words: paletteWords })
  const closing: (() => void)[] = []
  let closed = false
  const show = () => {
    if (!closed) onShow({ viewer, ...selectionOf(viewer) })
  }
  const begin = () => {
    if (closed) return
    fitCanvas(viewer.get('canvas'))
    viewer.on('selection.changed', show)
    closing.push(followLanguage(viewer))
    if (!readOnly) closing.push(watchEdits({ viewer, text, onEdit: show, room }))
    show()
  }
  viewer.importXML(text).then(begin, (error: Error) => {
    if (!closed) onFail(error)
  })
  return () => {
    closed = true
    for (const close of closing) close()
    viewer.destroy()
  }
}

function selectionOf(viewer: BaseViewer): Pick<OpenFlow, 'selected' | 'root'> {
  const root = viewer.get<Canvas>('canvas').getRootElement() as Element
  const selected = viewer.get<Selection>('selection').get() as (Element & { labelTarget?: Element })[]
  const targets = selected.map(element => element.labelTarget ?? element)
  return { root, selected: [...new Set(targets)].filter(element => element !== root) }
}

/** The palette is drawn once and must be told that its words have changed. */
function followLanguage(viewer: BaseViewer): () => void {
  const tell = () => viewer.get<EventBus>('eventBus').fire('i18n.changed')
  i18next.on('languageChanged', tell)
  return () => i18next.off('languageChanged', tell)
}

const paletteWords = {
  label: (element: NewElement) => i18next.t(`flow.palette.${element}`, { ns: 'studio' }),
  hint: (element: NewElement) => i18next.t(`flow.paletteHint.${element}`, { ns: 'studio' }),
}
