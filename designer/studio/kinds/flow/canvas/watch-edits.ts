import type BaseViewer from 'bpmn-js/lib/BaseViewer'
import type CommandStack from 'diagram-js/lib/command/CommandStack'
import type { RefObject } from 'react'
import type { RoomProps } from '../../../core/room.ts'

interface Watched {
  viewer: BaseViewer
  /** What the room began with: given back unchanged when everything is undone. */
  text: string
  onEdit(): void
  room: RefObject<Pick<RoomProps, 'onChange' | 'onControls'>>
}

/** Writing the text of a large flow takes some 20 ms: once an edit has come to rest, not for each step of a drag. */
const REST_MS = 300

/** Tells the room about every edit. Returns what to call before the canvas is destroyed; an edit still at hand is told then. */
export function watchEdits({ viewer, text, onEdit, room }: Watched): () => void {
  const stack = viewer.get<CommandStack>('commandStack')
  let timer: ReturnType<typeof setTimeout> | undefined
  const tellText = async () => {
    timer = undefined
    const { xml } = stack.canUndo() ? await viewer.saveXML({ format: true }) : { xml: text }
    if (xml !== undefined) room.current.onChange(xml)
  }
  const settle = async () => {
    if (timer === undefined) return
    clearTimeout(timer)
    await tellText()
  }
  const tellControls = () =>
    room.current.onControls({
      canUndo: stack.canUndo(),
      canRedo: stack.canRedo(),
      undo: () => stack.undo(),
      redo: () => stack.redo(),
      settle,
    })
  const onChanged = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void tellText(), REST_MS)
    tellControls()
    onEdit()
  }
  viewer.on('commandStack.changed', onChanged)
  tellControls()
  return () => {
    viewer.off('commandStack.changed', onChanged)
    void settle()
  }
}
