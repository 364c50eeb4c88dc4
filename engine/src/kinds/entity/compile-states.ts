import type { FieldModel, StateMachine } from '../../metadata/entity-model.ts'
import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { StatesContent } from './content.ts'
import { fieldNamed } from './read-fields.ts'

/** Actions that roles name beside transitions. */
const ACTIONS = new Set(['read', 'create', 'update', 'delete', 'manage', 'edit', 'publish'])

/** Checks and compiles the state machine. Its field is an enum that clients may not set. */
export function compileStates(
  content: StatesContent,
  fields: readonly FieldModel[],
  findings: Findings,
): StateMachine | null {
  const field = stateField(content.field, fields, findings)
  if (!field) return null
  const states = field.options!.map(option => option.value)
  const check = (at: string, name: string): void => {
    if (states.includes(name)) return
    findings.unknown(at, {
      code: 'entity.unknown_state',
      message: `"${content.field}" has no value "${name}".`,
      name,
      known: states,
    })
  }
  check('/x-states/initial', content.initial)
  const seen = new Set<string>()
  content.transitions.forEach((transition, i) => {
    const at = pointerTo('/x-states/transitions', i)
    transition.from.forEach((name, j) => check(pointerTo(at, 'from', j), name))
    check(pointerTo(at, 'to'), transition.to)
    checkKey(transition.key, pointerTo(at, 'key'), seen, findings)
  })
  const transitions = content.transitions.map(({ key, title, from, to, system = false }) => ({
    key,
    title,
    from,
    to,
    system,
  }))
  return { field: content.field, initial: content.initial, transitions }
}

function stateField(name: string, fields: readonly FieldModel[], findings: Findings): FieldModel | undefined {
  const field = fieldNamed(fields, name)
  const at = '/x-states/field'
  if (field) findings.referField(field, at)
  if (!field) {
    const known = fields.filter(each => each.type === 'enum').map(each => each.name)
    findings.unknown(at, { code: 'entity.unknown_field', message: `There is no field "${name}".`, name, known })
  } else if (field.type !== 'enum' || !field.readOnly || field.computed || field.lookup || field.default) {
    const message = `The state field must be written {"type": "string", "readOnly": true, "oneOf": […]} without a default.`
    findings.fault(at, { code: 'entity.state_field', message })
  } else return field
  return undefined
}

function checkKey(key: string, at: string, seen: Set<string>, findings: Findings): void {
  if (seen.has(key))
    findings.fault(at, { code: 'entity.duplicate_key', message: `The transition "${key}" stands twice. Rename one.` })
  else if (ACTIONS.has(key)) {
    const message = `"${key}" is an action that roles know already. Name the transition otherwise.`
    findings.fault(at, { code: 'entity.reserved_transition', message })
  }
  seen.add(key)
}
