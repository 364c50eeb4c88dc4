import { hasErrors } from '../../metadata/diagnostic.ts'
import { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import { checkColumns } from './check-columns.ts'
import { checkKeys } from './check-keys.ts'
import { checkInputsUsed, checkReached } from './check-use.ts'
import { compileCondition } from './compile-condition.ts'
import { compileResults } from './compile-results.ts'
import type { RuleContent, RuleSetContent, ValueSchemas } from './content.ts'
import { factType } from './fact-type.ts'
import type { Fact, Output, Rule, RuleSet } from './rule-set.ts'

/** Checks a rule set and compiles its rules to closures over fact slots. Pure. */
export function compileRuleSet(source: Source<RuleSetContent>, link: Linker): CompileResult<RuleSet> {
  const { content } = source
  const findings = new Findings(source, link)
  const facts = readFacts(content.inputs)
  const outputs = readOutputs(content.outputs)
  checkRequired('/inputs', content.inputs, findings)
  checkRequired('/outputs', content.outputs, findings)
  checkKeys('/rules', content.rules, findings)
  checkColumns(content, { facts, outputs }, findings)
  checkHitPolicy(content, outputs, findings)
  checkEffective(content, findings)
  const rules = content.rules.map((rule, i) =>
    compileRule(rule, { at: pointerTo('/rules', i), content, facts, outputs }, findings),
  )
  const { diagnostics, references } = findings
  if (hasErrors(diagnostics)) return { diagnostics, references }
  const ordered = inOrder(content, rules)
  checkInputsUsed(content, { facts, rules }, findings)
  checkReached(content, ordered, findings)
  const { name, title, hit_policy: hitPolicy, effective } = content
  const inForce = { from: effective?.from ?? null, to: effective?.to ?? null }
  return {
    compiled: { name, title, hitPolicy, facts, outputs, rules: ordered, effective: inForce },
    diagnostics,
    references,
  }
}

function readFacts({ properties, required }: ValueSchemas): Fact[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    title: schema.title ?? name,
    type: factType(schema),
    required: required?.includes(name) ?? false,
  }))
}

const readOutputs = ({ properties }: ValueSchemas): Output[] =>
  Object.entries(properties).map(([name, schema]) => ({ name, title: schema.title ?? name, type: factType(schema) }))

function compileRule(
  rule: RuleContent,
  {
    at,
    content,
    facts,
    outputs,
  }: { at: string; content: RuleSetContent; facts: readonly Fact[]; outputs: readonly Output[] },
  findings: Findings,
): Rule {
  return {
    key: rule.key,
    title: rule.title ?? rule.key,
    condition: compileCondition(rule.conditions, pointerTo(at, 'conditions'), facts, findings),
    results: compileResults(rule, { at, content, outputs }, findings),
  }
}

/** Sorting is stable, so that equal priorities keep the author's order. */
function inOrder({ rules: contents }: RuleSetContent, rules: readonly Rule[]): Rule[] {
  const priority = new Map(contents.map(content => [content.key, content.priority ?? 1]))
  return rules.toSorted((a, b) => priority.get(b.key)! - priority.get(a.key)!)
}

function checkRequired(at: string, { properties, required = [] }: ValueSchemas, findings: Findings): void {
  required.forEach((name, i) => {
    if (Object.hasOwn(properties, name)) return
    const message = `"${name}" is required, and there is no such property.`
    findings.unknown(pointerTo(at, 'required', i), {
      code: 'rule_set.unknown_property',
      message,
      name,
      known: Object.keys(properties),
    })
  })
}

function checkHitPolicy(content: RuleSetContent, outputs: readonly Output[], findings: Findings): void {
  if (content.hit_policy !== 'max' || outputs[0]?.type.ordered) return
  const message = `The policy "max" takes the rule with the greatest "${outputs[0]?.name}", which must be a number or a date.`
  findings.fault('/hit_policy', { code: 'rule_set.no_order', message })
}

function checkEffective({ effective }: RuleSetContent, findings: Findings): void {
  const { from, to } = effective ?? {}
  if (from === undefined || to === undefined || from <= to) return
  findings.fault('/effective/to', {
    code: 'rule_set.never_in_force',
    message: `The last day ${to} lies before the first day ${from}.`,
  })
}
