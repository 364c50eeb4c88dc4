import type { CompiledExpression } from '../../expression/compiled-expression.ts'
import type { Evidence } from './content.ts'

/** What a checklist compiles to: its items in order, and how they are scored. */
export interface ChecklistModel {
  name: string
  title: string
  entity: string
  /** Null: everybody who may read the record. */
  roles: readonly string[] | null
  /** Percent, decimal text; null: it is filled in and not judged. */
  passScore: string | null
  criticalFailsAll: boolean
  sections: readonly { key: string; title: string }[]
  items: readonly ChecklistItem[]
}

export interface ChecklistItem {
  key: string
  section: string
  title: string
  answer: AnswerModel
  weight: number
  critical: boolean
  evidence: Evidence
  /** Null: always. */
  appliesWhen: CompiledExpression | null
}

export type AnswerModel =
  | { type: 'yes_no'; good: 'yes' | 'no'; notApplicable: boolean }
  /** `pass`: the item fails below it; null: it can't fail. */
  | { type: 'score'; max: number; pass: number | null }
  /** Decimal texts, both included; null: no bound. */
  | { type: 'value'; from: string | null; to: string | null; unit: string | null }

/** `yes`, `no` or `not_applicable`; a whole number; decimal text. */
export type Answer = string | number
