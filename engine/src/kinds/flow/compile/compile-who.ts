import type { WhoContent } from '../content.ts'
import type { Who } from '../graph.ts'
import { refer, type CompilingElement } from './compiling.ts'
import { expressionIn } from './expression.ts'

/** One way to find people; null when its settings have faults, which are reported. */
export function compileWho(who: WhoContent, at: CompilingElement): Who | null {
  const found = sourceOf(who, at)
  return found && who.candidate ? { ...found, candidate: true } : found
}

function sourceOf(who: WhoContent, at: CompilingElement): Who | null {
  switch (who.type) {
    case 'unit_head':
      return unitHead(who, at)
    case 'position':
      return who.code === undefined ? missing(at, who, 'code') : { type: 'position', code: who.code }
    case 'person':
      return who.code === undefined ? missing(at, who, 'code') : { type: 'person', code: who.code }
    case 'role':
      return role(who, at)
    case 'starter':
      return { type: 'starter' }
    case 'field':
      return field(who, at)
    case 'expression':
      return expression(who, at)
  }
}

function unitHead(who: WhoContent, at: CompilingElement): Who | null {
  if (who.unitType !== undefined) return { type: 'unit_head', unitType: who.unitType }
  if (who.level === undefined) return missing(at, who, 'unitType or level')
  const level = Number(who.level)
  if (Number.isInteger(level) && level >= 1 && level <= 20) return { type: 'unit_level', level }
  at.compiling.faults.at(at.id, 'flow.unknown_value', `level="${who.level}" is not a whole number from 1 to 20.`)
  return null
}

function role(who: WhoContent, at: CompilingElement): Who | null {
  if (who.name === undefined) return missing(at, who, 'name')
  const { link, faults } = at.compiling
  refer(at.compiling, { to: `role/${who.name}`, at: at.id, in: ['approver@name', 'assignment@name'] })
  const known = link.names('role')
  const found: Who = { type: 'role', name: who.name }
  if (known.includes(who.name)) return found
  const names = { asked: who.name, known }
  if (at.compiling.strict) {
    faults.at(at.id, 'flow.unknown_role', `There is no role "${who.name}".`, names)
    return null
  }
  faults.warn(at.id, 'flow.unknown_role', `There is no role "${who.name}", so nobody is asked by it.`, names)
  return found
}

function field(who: WhoContent, at: CompilingElement): Who | null {
  if (who.field === undefined) return missing(at, who, 'field')
  const { subject, faults } = at.compiling
  at.reads.record = true
  if (subject === null) {
    faults.at(
      at.id,
      'flow.no_subject',
      'An approver from a field needs a record: give the start event a record trigger.',
    )
    return null
  }
  const places = ['approver@field', 'assignment@field']
  refer(at.compiling, { to: `entity/${subject.name}#${who.field}`, at: at.id, in: places })
  const known = subject.fields.filter(f => f.type === 'reference' && f.target === 'person').map(f => f.name)
  if (known.includes(who.field)) return { type: 'field', field: who.field }
  const message = `${subject.name} has no field "${who.field}" that refers to a person.`
  faults.at(at.id, 'flow.unknown_field', message, { asked: who.field, known })
  return null
}

function expression(who: WhoContent, at: CompilingElement): Who | null {
  const compiled = who.value === undefined ? undefined : expressionIn(at, who.value)
  if (compiled === undefined) return missing(at, who, 'value (FEEL after "=")')
  return compiled && { type: 'expression', expression: compiled, ...(who.gives && { gives: who.gives }) }
}

function missing(at: CompilingElement, who: WhoContent, attribute: string): null {
  at.compiling.faults.at(at.id, 'flow.missing_attribute', `An approver of type "${who.type}" needs ${attribute}.`)
  return null
}
