import { pointerTo } from '../../../metadata/json-pointer.ts'
import type { AnswerModel } from '../checklist-model.ts'
import type { AnswerVariant } from './answer-variant.ts'

type Score = Extract<AnswerModel, { type: 'score' }>

/** Whole points from 0 to `max`. */
export const score: AnswerVariant<Score> = {
  name: 'score',
  own: ['max', 'pass'],
  needed: ['max'],
  feelType: 'number',
  compile({ content: { max = 1, pass }, item, at, findings }) {
    if (pass !== undefined && pass > max) {
      const message = `Nobody reaches ${pass} of ${max} points. Lower "pass".`
      findings.fault(pointerTo(at, 'pass'), { code: 'checklist.empty_range', message })
    }
    if (item.critical && pass === undefined) {
      const message = 'A critical item says below which score it fails. Add "pass".'
      findings.fault(at, { code: 'checklist.critical_without_limit', message })
    }
    return { type: 'score', max, pass: pass ?? null }
  },
  judge({ max, pass }, answer) {
    if (!Number.isInteger(answer) || (answer as number) < 0 || (answer as number) > max) return undefined
    return { points: { of: answer, outOf: max }, failed: pass !== null && (answer as number) < pass }
  },
}
