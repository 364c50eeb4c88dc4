import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import { checkOperator } from './check-operator.ts'
import type { ComparisonContent, ConditionContent, Scalar } from './content.ts'
import { itemType, readLiteral, type FactType } from './fact-type.ts'
import { operators } from './operators/index.ts'
import type { Comparison, Condition, Fact, Slots } from './rule-set.ts'

/** Compiles conditions, nested as they are, to one closure. Faults give a stand-in, so that the rest is checked too. */
export function compileCondition(
  content: ConditionContent,
  at: string,
  facts: readonly Fact[],
  findings: Findings,
): Condition {
  if ('fact' in content) {
    const comparison = compileComparison(content, at, facts, findings)
    return { holds: comparison.holds, comparisons: [comparison] }
  }
  if ('not' in content) {
    const inner = compileCondition(content.not, pointerTo(at, 'not'), facts, findings)
    return { holds: slots => !inner.holds(slots), comparisons: inner.comparisons }
  }
  const [word, contents] = 'all' in content ? (['all', content.all] as const) : (['any', content.any] as const)
  const inner = contents.map((each, i) => compileCondition(each, pointerTo(at, word, i), facts, findings))
  const holds = word === 'all' ? allOf(inner) : anyOf(inner)
  return { holds, comparisons: inner.flatMap(each => each.comparisons) }
}

/** Plain loops: `every` and `some` cost a call per condition, and this is the innermost loop of every decision. */
function allOf(conditions: readonly Condition[]): (slots: Slots) => boolean {
  return slots => {
    for (const condition of conditions) if (!condition.holds(slots)) return false
    return true
  }
}

function anyOf(conditions: readonly Condition[]): (slots: Slots) => boolean {
  return slots => {
    for (const condition of conditions) if (condition.holds(slots)) return true
    return false
  }
}

function compileComparison(
  content: ComparisonContent,
  at: string,
  facts: readonly Fact[],
  findings: Findings,
): Comparison {
  const { operator, value: expected } = content
  const slot = findFact(content.fact, pointerTo(at, 'fact'), facts, findings)
  const known = { fact: content.fact, operator, expected, slot }
  const fact = facts[slot]
  if (!fact) return { ...known, holds: () => false }
  checkOperator({ at, operator, fact }, findings)
  const { holds } = operators[operator]
  if (isFactReference(expected)) {
    const other = compareWith(expected.fact, { at: pointerTo(at, 'value', 'fact'), content, fact }, facts, findings)
    return { ...known, holds: slots => holds(slots[slot], slots[other]) }
  }
  const operand = readOperand(content, expected, { at: pointerTo(at, 'value'), fact }, findings)
  return { ...known, holds: slots => holds(slots[slot], operand) }
}

const isFactReference = (value: unknown): value is { fact: string } =>
  typeof value === 'object' && value !== null && 'fact' in value

/** Index of the fact; -1 when there is none. */
function findFact(name: string, at: string, facts: readonly Fact[], findings: Findings): number {
  const slot = facts.findIndex(fact => fact.name === name)
  if (slot < 0) {
    const known = facts.map(fact => fact.name)
    findings.unknown(at, {
      code: 'rule_set.unknown_fact',
      message: `There is no fact "${name}" in the inputs.`,
      name,
      known,
    })
  }
  return slot
}

/** Both facts must be of one type: an integer read as a number can't be compared with a Decimal. */
function compareWith(
  name: string,
  { at, content, fact }: { at: string; content: ComparisonContent; fact: Fact },
  facts: readonly Fact[],
  findings: Findings,
): number {
  const slot = findFact(name, at, facts, findings)
  const other = facts[slot]
  const { operand } = operators[content.operator]
  const wanted = operand === 'item' ? itemType(fact.type).name : fact.type.name
  if (other && (operand === 'list' || other.type.name !== wanted)) {
    const message = `"${content.fact}" is ${fact.type.wanted} and "${name}" is ${other.type.wanted}: "${content.operator}" can't compare them.`
    findings.fault(at, { code: 'rule_set.value_type', message })
  }
  return slot
}

function readOperand(
  { operator }: ComparisonContent,
  expected: Scalar | Scalar[],
  { at, fact }: { at: string; fact: Fact },
  findings: Findings,
): unknown {
  const isList = operators[operator].operand === 'list'
  if (isList !== Array.isArray(expected)) {
    const message = isList
      ? `"${operator}" wants a list of values: ["a", "b"].`
      : `"${operator}" wants one value, not a list.`
    findings.fault(at, { code: 'rule_set.value_type', message })
    return isList ? [] : null
  }
  const type = itemType(fact.type)
  if (Array.isArray(expected))
    return expected.map((item, i) => literal(item, { at: pointerTo(at, i), fact, type }, findings))
  return literal(expected, { at, fact, type }, findings)
}

function literal(
  value: Scalar,
  { at, fact, type }: { at: string; fact: Fact; type: FactType },
  findings: Findings,
): unknown {
  const read = readLiteral(type, value)
  if (read !== undefined) return read
  findings.fault(at, {
    code: 'rule_set.value_type',
    message: `"${fact.name}" is ${type.wanted}; ${JSON.stringify(value)} is not.`,
  })
  return null
}
