import type { AnswerModel } from '../checklist-model.ts'
import type { AnswerVariant } from './answer-variant.ts'
import { score } from './score.ts'
import { value } from './value.ts'
import { yesNo } from './yes-no.ts'

/** All types of answers. A new one is a file here, a line in this list and a value of `type` in schema.json. */
export const answerVariants: readonly AnswerVariant<any>[] = [yesNo, score, value]

export const answerVariant = (type: AnswerModel['type']): AnswerVariant =>
  answerVariants.find(each => each.name === type)!
