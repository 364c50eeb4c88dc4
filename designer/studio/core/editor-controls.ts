/** What a room offers to the toolbar. A room calls `onControls` whenever one of these changes. */
export interface EditorControls {
  canUndo: boolean
  canRedo: boolean
  undoName?: string | undefined
  redoName?: string | undefined
  undo(): void
  redo(): void
}
