import { useEffect, useRef, useState, type RefObject } from 'react'
import type { RoomProps } from '../../../core/room.ts'
import { openFlow, type OpenFlow } from './open-flow.ts'

export interface FlowCanvas {
  container: RefObject<HTMLDivElement | null>
  flow: OpenFlow | undefined
  /** Why the text can't be drawn. */
  failure: string | undefined
}

/** One bpmn-js canvas for the text that the room began with, opened and closed with the room. */
export function useFlowCanvas(room: Pick<RoomProps, 'text' | 'readOnly' | 'onChange' | 'onControls'>): FlowCanvas {
  const container = useRef<HTMLDivElement>(null)
  const latest = useRef(room)
  const [flow, setFlow] = useState<OpenFlow>()
  const [failure, setFailure] = useState<string>()
  const { readOnly } = room
  useEffect(() => {
    latest.current = room
  })
  useEffect(
    () =>
      openFlow({
        container: container.current!,
        text: latest.current.text,
        readOnly,
        room: latest,
        onShow: setFlow,
        onFail: error => setFailure(error.message),
      }),
    [readOnly],
  )
  return { container, flow, failure }
}
