import type { ElementContent } from '../content.ts'
import type { Own } from './compile-element.ts'
import type { CompilingElement } from './compiling.ts'
import { compileInputs } from './compile-inputs.ts'

const AS_OF = /^as-of (\w+)$/

/** `jw:binding` is `current` (the version in force when the task is reached) or `as-of <date field of the record>`. */
export function compileBusinessRuleTask(element: ElementContent, at: CompilingElement): Own | null {
  const { faults, link, references } = at.compiling
  const { ruleSet, binding = 'current', resultVariable } = element
  if (!ruleSet || !resultVariable) {
    faults.at(element.id, 'flow.missing_attribute', 'A business rule task needs jw:ruleSet and jw:resultVariable.')
    return null
  }
  references.push({ to: `rule-set/${ruleSet}`, at: element.id })
  const source = link.source('rule-set', ruleSet)
  if (source === undefined) {
    const message = `There is no rule set "${ruleSet}".`
    faults.at(element.id, 'flow.unknown_rule_set', message, { asked: ruleSet, known: link.names('rule-set') })
    return null
  }
  const schema = (source.content as { inputs?: Record<string, unknown> }).inputs ?? {}
  const inputs = compileInputs(element.inputs ?? [], at, { called: `rule set ${ruleSet}`, schema, filled: [] })
  return { type: 'businessRuleTask', ruleSet, asOf: asOfField(binding, at), inputs, resultVariable }
}

function asOfField(binding: string, at: CompilingElement): string | null {
  if (binding === 'current') return null
  const { faults, subject } = at.compiling
  const field = AS_OF.exec(binding)?.[1]
  const known = subject?.fields.filter(f => f.type === 'date').map(f => f.name) ?? []
  if (field === undefined) {
    faults.at(
      at.id,
      'flow.unknown_value',
      `jw:binding="${binding}" is not known. Use "current" or "as-of <date field>".`,
    )
  } else if (!known.includes(field)) {
    const message = `The record has no date field "${field}" for the binding.`
    faults.at(at.id, 'flow.unknown_field', message, { asked: field, known })
  }
  at.reads.record = true
  return field ?? null
}
