import type { ScopeShape } from '../../expression/feel-type.ts'
import { typeOfSchema } from '../../expression/schema-type.ts'
import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { ScheduleContent } from './content.ts'
import { literalFault } from './literal-fault.ts'
import type { ScheduledInput, ScheduledWork } from './schedule-model.ts'

/** When the run was due, and when it is. There is no user: the engine does it. */
const SCOPE: ScopeShape = { due: 'date and time', today: 'date', now: 'date and time' }

/** Reads what a schedule does; undefined when it has faults. */
export function compileWork(run: ScheduleContent['run'], findings: Findings): ScheduledWork | undefined {
  if ((run.function === undefined) === (run.flow === undefined)) {
    findings.fault('/run', { code: 'schedule.one_of', message: 'A schedule runs either a "function" or a "flow".' })
    return undefined
  }
  if (run.function !== undefined) return compileFunction(run.function, run.inputs ?? {}, findings)
  if (run.inputs !== undefined) {
    const message = 'A flow that a schedule starts takes no inputs. Remove them, or set variables in a script task.'
    findings.fault('/run/inputs', { code: 'schedule.wrong_key', message })
  }
  return compileFlow(run.flow!, findings)
}

function compileFunction(
  name: string,
  given: Readonly<Record<string, unknown>>,
  findings: Findings,
): ScheduledWork | undefined {
  const signature = findings.link.function(name)
  if (!signature) {
    const message = `No module or plugin registers the function "${name}".`
    const known = findings.link.functionNames()
    findings.unknown('/run/function', { code: 'schedule.unknown_function', message, name, known })
    return undefined
  }
  findings.refer(`function/${name}`, '/run/function')
  if (signature.effect === 'pure') {
    const message = `${name} only calculates: running it by itself has no effect. Choose a function that does something.`
    findings.fault('/run/function', { code: 'schedule.pure_function', message })
  }
  const { properties = {}, required = [] } = signature.input as {
    properties?: Record<string, object>
    required?: string[]
  }
  for (const input of required) {
    if (Object.hasOwn(given, input)) continue
    findings.fault('/run', { code: 'schedule.missing_input', message: `${name} needs the input "${input}".` })
  }
  const inputs = Object.entries(given).flatMap(([input, value]) =>
    compileInput({ name: input, value, properties, of: name }, findings),
  )
  return { type: 'function', function: name, inputs }
}

function compileInput(
  { name, value, properties, of }: { name: string; value: unknown; properties: Record<string, object>; of: string },
  findings: Findings,
): ScheduledInput[] {
  const at = pointerTo('/run/inputs', name)
  if (!Object.hasOwn(properties, name)) {
    const message = `${of} takes no input "${name}".`
    findings.unknown(at, { code: 'schedule.unknown_input', message, name, known: Object.keys(properties) })
    return []
  }
  const schema = properties[name]!
  if (typeof value === 'string' && value.startsWith('=')) {
    const expression = findings.expression(at, value.slice(1), SCOPE, typeOfSchema(schema))
    return expression ? [{ name, value: { expression } }] : []
  }
  const wanted = literalFault(value, schema)
  if (wanted === undefined) return [{ name, value: { literal: value } }]
  findings.fault(at, { code: 'schedule.wrong_input', message: `The input "${name}" of ${of} must be ${wanted}.` })
  return []
}

interface StartedFlow {
  starts: readonly { trigger: unknown }[]
  subject: string | null
}

/** A flow that is about a record needs one to start, which a schedule has not. */
function compileFlow(name: string, findings: Findings): ScheduledWork | undefined {
  if (!findings.linked('/run/flow', { kind: 'flow', name, code: 'schedule.unknown_flow' })) return undefined
  const flow = findings.link.compiled<StartedFlow>('flow', name)
  if (flow && (flow.subject !== null || !flow.starts.some(start => start.trigger === null))) {
    const message = `The flow "${name}" starts with a record, which a schedule has not. Give it a plain start event only.`
    findings.fault('/run/flow', { code: 'schedule.flow_needs_record', message })
  }
  return { type: 'flow', flow: name }
}
