/**
 * One way of being wrong that is told by text: the sound pack with a part replaced, or a file added, gives exactly this
 * diagnostic at the caret. See README.md.
 */
export interface TextFault {
  code: string
  /** Path from the folder of packs (`visits/flows/approve_visit.bpmn`), or `local:<definition id>` for the local layer. */
  file: string
  /** Stands once in the file and is replaced. Absent: the whole file is. */
  replace?: string
  /** What is put there, with the caret `‸` where the diagnostic must point. Undefined: the file is taken away. */
  wrong: string | undefined
  /** What is put there in the corrected twin. Absent: the sound text stays. */
  right?: string
  /** Other files of both, by path; the caret may stand here, and is left out in the twin. */
  beside?: Readonly<Record<string, string>>
  /** The file of the diagnostic when it isn't the one with the caret. */
  shown?: string
  severity?: 'error' | 'warning'
  elementId?: string
  pointer?: string
  nearest?: string
}

export const CARET = '‸'
