import type { InputContent } from '../content.ts'
import type { Input } from '../graph.ts'
import type { CompilingElement } from './compiling.ts'
import { compileValue } from './expression.ts'
import { inputFault } from './input-fault.ts'

interface Receiver {
  /** `rule set discount_authority`, for messages. */
  called: string
  /** JSON Schema of the receiver's input. */
  schema: Record<string, unknown>
  /** Inputs that need not be given. */
  filled: readonly string[]
}

/** Checks inputs by name against what the receiver takes: none unknown, none double, none missing. */
export function compileInputs(inputs: readonly InputContent[], at: CompilingElement, receiver: Receiver): Input[] {
  const { faults } = at.compiling
  const properties = (receiver.schema.properties ?? {}) as Record<string, { type?: unknown }>
  const required = (receiver.schema.required ?? []) as string[]
  const given = new Set<string>()
  const compiled = inputs.flatMap((input): Input[] => {
    if (!Object.hasOwn(properties, input.name) && receiver.schema.additionalProperties !== true) {
      const known = Object.keys(properties)
      const message = `The ${receiver.called} takes no input "${input.name}"; it takes ${known.join(', ') || 'none'}.`
      faults.at(at.id, 'flow.unknown_input', message, { asked: input.name, known })
    } else if (given.has(input.name)) {
      duplicate(input.name, at)
    }
    given.add(input.name)
    const value = compileValue(at, input.value)
    const schema = Object.hasOwn(properties, input.name) ? properties[input.name] : undefined
    const fault = value && schema && inputFault(value, schema)
    if (fault) faults.at(at.id, 'flow.wrong_input', `The input "${input.name}" of the ${receiver.called} ${fault}.`)
    return value === null ? [] : [{ name: input.name, value, integer: isNumber(properties[input.name]?.type) }]
  })
  for (const name of required) {
    if (given.has(name) || receiver.filled.includes(name)) continue
    faults.at(
      at.id,
      'flow.missing_input',
      `The ${receiver.called} needs the input "${name}". Add <jw:input name="${name}" …/>.`,
    )
  }
  return compiled
}

/** Inputs of a receiver that says nothing of what it takes. */
export function compileFreeInputs(inputs: readonly InputContent[], at: CompilingElement): Input[] {
  const given = new Set<string>()
  return inputs.flatMap(({ name, value: text }): Input[] => {
    if (given.has(name)) duplicate(name, at)
    given.add(name)
    const value = compileValue(at, text)
    return value === null ? [] : [{ name, value, integer: false }]
  })
}

const duplicate = (name: string, { compiling, id }: CompilingElement): void =>
  compiling.faults.at(id, 'flow.duplicate_input', `The input "${name}" is given twice. Keep one of them.`)

const isNumber = (type: unknown): boolean =>
  (Array.isArray(type) ? type : [type]).some(t => t === 'integer' || t === 'number')
