import type { ElementContent } from '../content.ts'
import type { CallActivity, Value } from '../graph.ts'
import { compileMappings } from './compile-mappings.ts'
import { optional } from './compile-event.ts'
import { refer, type CompilingElement } from './compiling.ts'
import { compileValue } from './expression.ts'
import type { Own } from './own.ts'

/** Which process is called, in which version, and what goes in and out. */
export function compileCallActivity({ call }: ElementContent, at: CompilingElement): Own | null {
  const process = call === undefined || call.process.trim() === '' ? missing(at) : compileValue(at, call.process)
  if (call === undefined || process === null) return null
  checkCalled(process, at)
  return {
    type: 'callActivity',
    process,
    binding: call.binding,
    version: versionOf(call, at),
    passAll: call.passAll ?? false,
    returnAll: call.returnAll ?? false,
    in: compileMappings(call.in, at),
    out: compileMappings(call.out, at),
    businessKey: optional(call.businessKey, at),
  }
}

function missing({ compiling, id }: CompilingElement): null {
  compiling.faults.at(id, 'flow.missing_attribute', `${id} calls no process. Name one as its calledElement.`)
  return null
}

function checkCalled(process: Value, at: CompilingElement): void {
  if (!('literal' in process)) return
  const { literal: name } = process
  const { content, link, faults, strict } = at.compiling
  if (name === content.name || content.processes?.some(other => other.id === name)) return
  refer(at.compiling, { to: `flow/${name}`, at: at.id, in: ['callActivity@calledElement', 'calledElement@processId'] })
  const known = [...link.names('flow'), ...(content.processes ?? []).map(other => other.id)]
  if (!known.includes(name)) {
    faults.by(strict, at.id, 'flow.unknown_flow', `There is no flow "${name}" to call.`, { asked: name, known })
  }
}

function versionOf(
  { binding, version }: NonNullable<ElementContent['call']>,
  at: CompilingElement,
): CallActivity['version'] {
  if (version !== undefined || (binding !== 'version' && binding !== 'version_tag')) return optional(version, at)
  const message = `${at.id} calls a certain ${binding === 'version' ? 'version' : 'version tag'} and does not say which.`
  at.compiling.faults.at(at.id, 'flow.missing_attribute', message)
  return null
}
