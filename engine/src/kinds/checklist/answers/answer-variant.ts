import type { FeelType } from '../../../expression/feel-type.ts'
import type { Findings } from '../../../metadata/findings.ts'
import type { VariantKeys } from '../../../metadata/variant-keys.ts'
import type { Answer, AnswerModel } from '../checklist-model.ts'
import type { AnswerContent, ItemContent } from '../content.ts'

/** How an answer counts: `points` between "0" and "1" as a fraction, or null for one that is left out of the score. */
export interface Verdict {
  points: { of: number | string; outOf: number } | null
  failed: boolean
}

/** One type of answer: what may be set, what it is in expressions, and how it counts. */
export interface AnswerVariant<Model extends AnswerModel = AnswerModel> extends VariantKeys {
  name: AnswerContent['type']
  feelType: FeelType
  compile(answer: { content: AnswerContent; item: ItemContent; at: string; findings: Findings }): Model
  /** Undefined when it is no answer of this type. */
  judge(model: Model, answer: Answer): Verdict | undefined
}
