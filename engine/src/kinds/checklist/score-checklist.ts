import { Decimal, roundHalfUp } from '../../base/decimal.ts'
import { answerVariant } from './answers/index.ts'
import type { Verdict } from './answers/answer-variant.ts'
import type { Answer, ChecklistItem, ChecklistModel } from './checklist-model.ts'

export interface ChecklistScore {
  /** Percent with two decimals; null when nothing counted. */
  score: string | null
  /** Null when the checklist is not judged, or an item that applies has no answer. */
  passed: boolean | null
  /** Keys of items that apply and have no answer. */
  missing: string[]
  /** Keys of items whose answer is none of their type. */
  invalid: string[]
  failed: string[]
  /** Those of `failed` that are critical. */
  failedCritical: string[]
  sections: { key: string; score: string | null }[]
}

/**
 * Scores answers by item key; `scope` is the record with `user`, `today` and `now`, for the items' conditions. The
 * score is the weighted sum of points over the weights of the items that apply and count, rounded half up.
 */
export function scoreChecklist(
  model: ChecklistModel,
  answers: Readonly<Record<string, Answer>>,
  scope: Readonly<Record<string, unknown>>,
): ChecklistScore {
  const applying = model.items.filter(
    ({ appliesWhen }) => appliesWhen === null || appliesWhen.evaluate({ ...scope, answers }) === true,
  )
  const judged = applying.map(item => ({ item, ...judge(item, answers) }))
  const keys = (of: typeof judged): string[] => of.map(({ item }) => item.key)
  const failed = judged.filter(({ verdict }) => verdict?.failed)
  const missing = keys(judged.filter(({ state }) => state === 'missing'))
  const invalid = keys(judged.filter(({ state }) => state === 'invalid'))
  const failedCritical = keys(failed.filter(({ item }) => item.critical))
  const score = scoreOf(judged)
  const complete = missing.length === 0 && invalid.length === 0
  return {
    score,
    passed: complete ? passes(model, score, failedCritical) : null,
    missing,
    invalid,
    failed: keys(failed),
    failedCritical,
    sections: model.sections.map(({ key }) => ({
      key,
      score: scoreOf(judged.filter(each => each.item.section === key)),
    })),
  }
}

interface Judged {
  state: 'answered' | 'missing' | 'invalid'
  verdict?: Verdict
}

function judge(item: ChecklistItem, answers: Readonly<Record<string, Answer>>): Judged {
  if (!Object.hasOwn(answers, item.key)) return { state: 'missing' }
  const verdict = answerVariant(item.answer.type).judge(item.answer, answers[item.key]!)
  return verdict ? { state: 'answered', verdict } : { state: 'invalid' }
}

function scoreOf(judged: readonly (Judged & { item: ChecklistItem })[]): string | null {
  const counted = judged.filter(({ item, verdict }) => item.weight > 0 && verdict?.points)
  if (counted.length === 0) return null
  const weights = counted.reduce((sum, { item }) => sum + item.weight, 0)
  const reached = counted.reduce((sum, { item, verdict }) => {
    const { of, outOf } = verdict!.points!
    return sum.plus(new Decimal(of).times(item.weight).div(outOf))
  }, new Decimal(0))
  return roundHalfUp(reached.times(100).div(weights), 2)
}

function passes(model: ChecklistModel, score: string | null, failedCritical: readonly string[]): boolean | null {
  if (model.passScore === null) return null
  if (model.criticalFailsAll && failedCritical.length > 0) return false
  // Nothing counted, as when every item was not applicable: nothing speaks against it.
  return score === null || new Decimal(score).gte(model.passScore)
}
