import { scopeOfSchema, typeOfSchema } from '../../expression/index.ts'
import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { RuleContent, RuleSetContent, Scalar } from './content.ts'
import { readLiteral } from './fact-type.ts'
import type { Output, Result } from './rule-set.ts'

/** Checks and compiles what a rule gives: literals, and FEEL where a text begins with `=`. */
export function compileResults(
  { event }: RuleContent,
  { at, content, outputs }: { at: string; content: RuleSetContent; outputs: readonly Output[] },
  findings: Findings,
): Record<string, Result> {
  const params = pointerTo(at, 'event', 'params')
  for (const name of content.outputs.required ?? []) {
    if (Object.hasOwn(event.params, name)) continue
    findings.fault(params, { code: 'rule_set.missing_output', message: `The rule must say what "${name}" is.` })
  }
  const results = Object.entries(event.params).map(([name, value]) => {
    const output = outputs.find(each => each.name === name)
    if (output) return [name, compileResult(value, { at: pointerTo(params, name), output, content }, findings)] as const
    const known = outputs.map(each => each.name)
    findings.unknown(pointerTo(params, name), {
      code: 'rule_set.unknown_output',
      message: `There is no result "${name}".`,
      name,
      known,
    })
    return [name, NOTHING] as const
  })
  return Object.fromEntries(results)
}

const NOTHING: Result = { literal: null }

function compileResult(
  value: Scalar,
  { at, output, content }: { at: string; output: Output; content: RuleSetContent },
  findings: Findings,
): Result {
  if (typeof value === 'string' && value.startsWith('=')) {
    const type = typeOfSchema(content.outputs.properties[output.name])
    const expression = findings.expression(at, value.slice(1), scopeOfSchema(content.inputs), type, 1)
    return expression ? { expression } : NOTHING
  }
  if (readLiteral(output.type, value) === undefined) {
    const message = `"${output.name}" is ${output.type.wanted}; ${JSON.stringify(value)} is not.`
    findings.fault(at, { code: 'rule_set.value_type', message })
  }
  return { literal: value }
}
