import { Decimal, isDecimalText } from '../../../base/decimal.ts'
import { pointerTo } from '../../../metadata/json-pointer.ts'
import type { AnswerModel } from '../checklist-model.ts'
import type { AnswerVariant } from './answer-variant.ts'

type Value = Extract<AnswerModel, { type: 'value' }>

/** A measured number that is good inside of a range; without a range it is only noted. */
export const value: AnswerVariant<Value> = {
  name: 'value',
  own: ['from', 'to', 'unit'],
  needed: [],
  feelType: 'number',
  compile({ content: { from = null, to = null, unit = null }, item, at, findings }) {
    if (from !== null && to !== null && new Decimal(from).gt(to)) {
      const message = `No value lies between ${from} and ${to}. Swap them.`
      findings.fault(pointerTo(at, 'to'), { code: 'checklist.empty_range', message })
    }
    if (item.critical && from === null && to === null) {
      const message = 'A critical item says which values are good. Add "from" or "to".'
      findings.fault(at, { code: 'checklist.critical_without_limit', message })
    }
    return { type: 'value', from, to, unit }
  },
  judge({ from, to }, answer) {
    if (!isDecimalText(answer)) return undefined
    if (from === null && to === null) return { points: null, failed: false }
    const given = new Decimal(answer)
    const good = (from === null || given.gte(from)) && (to === null || given.lte(to))
    return { points: { of: good ? 1 : 0, outOf: 1 }, failed: !good }
  },
}
