import type { ComponentType } from 'react'
import type { DefinitionDocument, Diagnostic } from './definitions-api.ts'
import type { EditorControls } from './editor-controls.ts'

/** What every room gets. It is mounted anew (by key) when its text is replaced from outside: discard, publish, other version. */
export interface RoomProps {
  definition: DefinitionDocument
  /** The text to begin with: the draft's, else the published one. */
  text: string
  readOnly: boolean
  /** Found in the present text; may be a moment old. */
  diagnostics: Diagnostic[]
  /** The problem that was clicked last: bring its place into view and select it. */
  focused: Diagnostic | null
  onChange(text: string): void
  onControls(controls: EditorControls): void
}

export interface RoomKind {
  Room: ComponentType<RoomProps>
  /** Whether the room can change what it shows. */
  editable: boolean
}

/** Translates a key below `studio:words`. */
export type Words = (key: string, values: Record<string, string>) => string
