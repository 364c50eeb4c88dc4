import { feelToJson } from '../../expression/index.ts'
import type { HitPolicy } from './content.ts'
import { RuleSetBadResult, RuleSetContradiction, RuleSetNotUnique } from './errors.ts'
import { same } from './operators/equality.ts'
import { readInputs } from './read-inputs.ts'
import type { Output, Result, Rule, RuleSet, Slots } from './rule-set.ts'
import { traceOf, type RuleTrace } from './trace.ts'

/** Results by name, as JSON: decimals as text, absent ones null. */
export type Outputs = Record<string, unknown>

export interface Decision {
  /** Null when no rule holds; a list under `collect`. */
  outputs: Outputs | Outputs[] | null
  /** The rules that decided; the trace also shows those that held without deciding (`max`). */
  matched: { key: string; title: string }[]
  /** The rules that were looked at, in their order, with every comparison. */
  trace: RuleTrace[]
}

/**
 * Decides, with the reasons. Pure. Throws InvalidRuleInput, RuleSetNotUnique, RuleSetContradiction, RuleSetBadResult,
 * ExpressionLimitExceeded.
 */
export function evaluateRuleSet(ruleSet: RuleSet, inputs: Readonly<Record<string, unknown>>): Decision {
  const slots = readInputs(ruleSet, inputs)
  const hits = hitsOf(ruleSet, slots)
  const { outputs, deciding } = policies[ruleSet.hitPolicy](hits, { ruleSet, inputs })
  const matched = deciding.map(({ key, title }) => ({ key, title }))
  return { outputs, matched, trace: traceOf(lookedAt(ruleSet, hits), slots, inputs) }
}

interface Asked {
  ruleSet: RuleSet
  inputs: Readonly<Record<string, unknown>>
}

type Policy = (
  hits: readonly Rule[],
  asked: Asked,
) => { outputs: Outputs | Outputs[] | null; deciding: readonly Rule[] }

const policies: Record<HitPolicy, Policy> = {
  first: (hits, asked) => ({ outputs: hits[0] ? outputsOf(hits[0], asked) : null, deciding: hits.slice(0, 1) }),
  unique: (hits, asked) => {
    if (hits.length > 1) throw new RuleSetNotUnique(asked.ruleSet.name, keys(hits))
    return { outputs: hits[0] ? outputsOf(hits[0], asked) : null, deciding: hits }
  },
  any: (hits, asked) => {
    const all = hits.map(rule => outputsOf(rule, asked))
    const agreed = all.every(outputs => sameOutputs(outputs, all[0]!, asked.ruleSet.outputs))
    if (!agreed) throw new RuleSetContradiction(asked.ruleSet.name, keys(hits))
    return { outputs: all[0] ?? null, deciding: hits }
  },
  collect: (hits, asked) => ({ outputs: hits.map(rule => outputsOf(rule, asked)), deciding: hits }),
  max: greatest,
}

/** Under `first` nothing is asked after the first hit. */
function hitsOf({ hitPolicy, rules }: RuleSet, slots: Slots): Rule[] {
  if (hitPolicy !== 'first') return rules.filter(rule => rule.condition.holds(slots))
  const first = rules.find(rule => rule.condition.holds(slots))
  return first ? [first] : []
}

function lookedAt({ hitPolicy, rules }: RuleSet, hits: readonly Rule[]): readonly Rule[] {
  return hitPolicy === 'first' && hits[0] ? rules.slice(0, rules.indexOf(hits[0]) + 1) : rules
}

/** The rule whose first output is the greatest; of equals the first; a null loses against everything. */
function greatest(hits: readonly Rule[], asked: Asked): ReturnType<Policy> {
  const output = asked.ruleSet.outputs[0]!
  let best: { rule: Rule; outputs: Outputs; value: any } | undefined
  for (const rule of hits) {
    const outputs = outputsOf(rule, asked)
    const json = outputs[output.name]
    const value: any = json === null ? null : output.type.read(json)
    if (!best || (value !== null && (best.value === null || compare(value, best.value) > 0)))
      best = { rule, outputs, value }
  }
  return best ? { outputs: best.outputs, deciding: [best.rule] } : { outputs: null, deciding: [] }
}

const compare = (a: any, b: any): number => (typeof a === 'object' ? a.comparedTo(b) : a > b ? 1 : a < b ? -1 : 0)

const keys = (rules: readonly Rule[]) => rules.map(rule => rule.key)

function outputsOf(rule: Rule, { ruleSet, inputs }: Asked): Outputs {
  return Object.fromEntries(
    ruleSet.outputs.map(output => [output.name, resultValue(rule, output, { ruleSet, inputs })]),
  )
}

function resultValue(rule: Rule, output: Output, { ruleSet, inputs }: Asked): unknown {
  const result: Result = rule.results[output.name] ?? { literal: null }
  if ('literal' in result) return result.literal
  const value = feelToJson(result.expression.evaluate(inputs))
  if (value === null) return null
  const read = output.type.read(value)
  if (read === undefined)
    throw new RuleSetBadResult(ruleSet.name, { rule: rule.key, output: output.name, wanted: output.type.wanted, value })
  return output.type.name === 'integer' ? read : value
}

function sameOutputs(a: Outputs, b: Outputs, outputs: readonly Output[]): boolean {
  const read = (output: Output, value: unknown) => (value === null ? null : output.type.read(value))
  return outputs.every(output => same(read(output, a[output.name]), read(output, b[output.name])))
}
