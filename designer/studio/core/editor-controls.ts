/** What a room offers to the toolbar. A room calls `onControls` whenever one of these changes. */
export interface EditorControls {
  canUndo: boolean
  canRedo: boolean
  undoName?: string | undefined
  redoName?: string | undefined
  undo(): void
  redo(): void
  /** Tells an edit that the room still holds back; resolves when `onChange` has had it. Absent: nothing is held back. */
  settle?(): Promise<void>
}
