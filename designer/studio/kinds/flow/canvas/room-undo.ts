import type Keyboard from 'diagram-js/lib/features/keyboard/Keyboard'

/**
 * Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z belong to the room, whose listener sits on the window. Without this the canvas would take
 * the same key press as well and undo twice.
 */
function RoomUndo(keyboard: Keyboard): void {
  keyboard.addListener(10_000, ({ keyEvent }: { keyEvent: KeyboardEvent }) => {
    const undoes = (keyEvent.ctrlKey || keyEvent.metaKey) && /^[zy]$/i.test(keyEvent.key)
    return undoes ? true : undefined
  })
}
RoomUndo.$inject = ['keyboard']

export const roomUndoModule = { __init__: ['roomUndo'], roomUndo: ['type', RoomUndo] }
