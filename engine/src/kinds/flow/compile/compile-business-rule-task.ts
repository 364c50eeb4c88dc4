import type { ElementContent } from '../content.ts'
import type { BusinessRuleTask, FlowExpression } from '../graph.ts'
import { compileWork } from './compile-service-task.ts'
import { refer, type CompilingElement } from './compiling.ts'
import { compileInputs } from './compile-inputs.ts'
import { compileExpression } from './expression.ts'
import type { Own } from './own.ts'

interface RuleSetContent {
  inputs?: Record<string, unknown>
  purpose?: string
}

/** Which rule set decides, from what, and in which version; or the function or worker that does. */
export function compileBusinessRuleTask(element: ElementContent, at: CompilingElement): Own | null {
  const work = element.ruleSet === undefined ? compileWork(element, at) : undefined
  return work === undefined ? compileDecision(element, at) : work
}

function compileDecision(element: ElementContent, at: CompilingElement): Own | null {
  const { faults, link } = at.compiling
  const { ruleSet, resultVariable } = element
  if (!ruleSet || !resultVariable) {
    faults.at(element.id, 'flow.missing_attribute', 'A business rule task needs jw:ruleSet and jw:resultVariable.')
    return null
  }
  refer(at.compiling, { to: `rule-set/${ruleSet}`, at: element.id, in: ['businessRuleTask@ruleSet'] })
  const source = link.source('rule-set', ruleSet)
  if (source === undefined) {
    const message = `There is no rule set "${ruleSet}".`
    faults.at(element.id, 'flow.unknown_rule_set', message, { asked: ruleSet, known: link.names('rule-set') })
    return null
  }
  const { inputs: schema = {}, purpose } = source.content as RuleSetContent
  const inputs =
    element.inputs === undefined && !at.compiling.strict
      ? null
      : compileInputs(element.inputs ?? [], at, { called: `rule set ${ruleSet}`, schema, filled: [] })
  const bound = compileBinding(element.binding ?? 'current', at)
  if (bound === null) return null
  checkPurpose(bound.binding, { ruleSet, purpose }, at)
  const mapDecision = element.mapDecision ?? null
  return { type: 'businessRuleTask', ruleSet, ...bound, inputs, mapDecision, resultVariable }
}

type Binding = Pick<BusinessRuleTask, 'binding' | 'asOf'>

const AS_OF = /^as-of (?:=(.+)|(\w+))$/s

/** `jw:binding` is `pinned`, `current` or `as-of <date field of the record>`, or `as-of =<FEEL that gives a date>`. */
function compileBinding(text: string, at: CompilingElement): Binding | null {
  if (text === 'pinned' || text === 'current') return { binding: text, asOf: null }
  const [, feel, field] = AS_OF.exec(text) ?? []
  const asOf = feel === undefined ? dayOfField(field, text, at) : dayOfExpression(feel.trim(), at)
  return asOf && { binding: 'as-of', asOf }
}

function dayOfField(field: string | undefined, binding: string, at: CompilingElement): FlowExpression | null {
  const { faults, subject } = at.compiling
  if (field === undefined) {
    const message = `jw:binding="${binding}" is not known. Use "pinned", "current", "as-of <date field>" or "as-of =<FEEL>".`
    faults.at(at.id, 'flow.unknown_value', message)
    return null
  }
  const known = subject?.fields.filter(f => f.type === 'date').map(f => f.name) ?? []
  if (known.includes(field)) return dayOfExpression(`record.${field}`, at, field)
  const message = `The record has no date field "${field}" for the binding.`
  faults.at(at.id, 'flow.unknown_field', message, { asked: field, known })
  return null
}

function dayOfExpression(feel: string, at: CompilingElement, text = feel): FlowExpression | null {
  const expression = compileExpression(at, feel)
  if (expression === null) return null
  const { type } = expression
  if (type === 'date' || type === 'date and time' || type === 'any') return { ...expression, text }
  at.compiling.faults.at(at.id, 'flow.as_of_not_a_day', `The binding as-of =${feel} gives no date. Name a date.`)
  return null
}

/** A gate that could be passed by the rules of yesterday is none; a price that moves while people sign is none either. */
function checkPurpose(
  binding: Binding['binding'],
  { ruleSet, purpose }: { ruleSet: string; purpose: string | undefined },
  { id, compiling: { faults } }: CompilingElement,
): void {
  if ((purpose === 'gate' || purpose === 'compliance') && binding !== 'current') {
    const message = `"${ruleSet}" is a ${purpose === 'gate' ? 'gate' : 'compliance check'} and must decide by the version in force. Set jw:binding="current".`
    faults.at(id, 'flow.gate_not_current', message)
  }
  if (purpose === 'price' && binding !== 'as-of') {
    const message = `"${ruleSet}" decides prices, which belong to a day. Set jw:binding="as-of <date field>".`
    faults.warn(id, 'flow.price_not_as_of', message)
  }
}
