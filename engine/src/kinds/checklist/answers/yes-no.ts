import type { AnswerModel } from '../checklist-model.ts'
import type { AnswerVariant } from './answer-variant.ts'

type YesNo = Extract<AnswerModel, { type: 'yes_no' }>

export const yesNo: AnswerVariant<YesNo> = {
  name: 'yes_no',
  own: ['good', 'not_applicable'],
  needed: [],
  feelType: 'string',
  compile: ({ content }) => ({
    type: 'yes_no',
    good: content.good ?? 'yes',
    notApplicable: content.not_applicable ?? false,
  }),
  judge({ good, notApplicable }, answer) {
    if (answer === 'not_applicable') return notApplicable ? { points: null, failed: false } : undefined
    if (answer !== 'yes' && answer !== 'no') return undefined
    return { points: { of: answer === good ? 1 : 0, outOf: 1 }, failed: answer !== good }
  },
}
