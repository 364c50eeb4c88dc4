/** The content of a `.checklist.json`, after the schema check. */
export interface ChecklistContent {
  $kind: 'checklist'
  name: string
  title: string
  description?: string
  entity: string
  roles?: string[]
  scoring?: { pass_score: string; critical_fails_all?: boolean }
  sections: { key: string; title: string; description?: string; items: ItemContent[] }[]
}

export interface ItemContent {
  key: string
  title: string
  help?: string
  clause?: string
  answer: AnswerContent
  weight?: number
  critical?: boolean
  evidence?: Evidence
  applies_when?: string
}

export type Evidence = 'none' | 'text' | 'photo' | 'file'

/** Which of the optional keys it has depends on its type. */
export interface AnswerContent {
  type: 'yes_no' | 'score' | 'value'
  good?: 'yes' | 'no'
  not_applicable?: boolean
  max?: number
  pass?: number
  from?: string
  to?: string
  unit?: string
}
