import type { InputProblem } from '../../base/errors.ts'
import { nearest } from '../../base/nearest.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import { InvalidRuleInput } from './errors.ts'
import type { Fact, RuleSet, Slots } from './rule-set.ts'

/** The facts in their slots. Throws InvalidRuleInput with one problem per fact that is missing, unknown or of another type. */
export function readInputs(ruleSet: RuleSet, inputs: Readonly<Record<string, unknown>>): Slots {
  const problems: InputProblem[] = []
  const slots = ruleSet.facts.map(fact =>
    readFact(fact, Object.hasOwn(inputs, fact.name) ? inputs[fact.name] : null, problems),
  )
  const names = new Set(ruleSet.facts.map(fact => fact.name))
  for (const name of Object.keys(inputs)) if (!names.has(name)) problems.push(unknownFact(name, names))
  if (problems.length) throw new InvalidRuleInput(ruleSet.name, problems)
  return slots
}

function readFact(fact: Fact, value: unknown, problems: InputProblem[]): unknown {
  if (value === null || value === undefined) {
    if (fact.required) problems.push(problem(fact.name, 'rule_set.missing_fact', `"${fact.title}" is missing.`))
    return null
  }
  const read = fact.type.read(value)
  if (read !== undefined) return read
  problems.push(problem(fact.name, 'rule_set.wrong_fact', `"${fact.title}" must be ${fact.type.wanted}.`))
  return null
}

function unknownFact(name: string, known: Iterable<string>): InputProblem {
  const meant = nearest(name, known)
  return problem(
    name,
    'rule_set.unknown_fact',
    `There is no fact "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
  )
}

const problem = (name: string, code: string, message: string): InputProblem => ({
  pointer: pointerTo('', name),
  code,
  message,
})
