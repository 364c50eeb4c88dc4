import type { ElementContent } from '../content.ts'
import type { CompilingElement } from './compiling.ts'
import type { ProcessStructure } from './process-structure.ts'

/** Elements to which an approval may send work back. */
export const returnTargets = ({ approval }: ElementContent): string[] =>
  [approval?.returnTo, approval?.rejectTo].filter(target => target !== undefined)

/** The scope in which an element stands, then those around it, up to the process (''). */
export function scopesAround(id: string, { byId, scopeOf }: ProcessStructure): string[] {
  const scopes: string[] = []
  for (let element = byId.get(id); element; element = byId.get(scopes.at(-1)!)) scopes.push(scopeOf(element))
  return scopes
}

/** Work can go back to any element that a token may enter, in the same scope or in one around it. */
export function checkReturnTarget(target: string | undefined, attribute: string, at: CompilingElement): void {
  if (target === undefined) return
  const { process, faults } = at.compiling
  const around = new Set(scopesAround(at.id, process))
  const known = process.elements
    .filter(each => around.has(process.scopeOf(each)) && isEntered(each))
    .map(({ id }) => id)
  if (known.includes(target)) return
  const inside = process.byId.get(target)
  const why = inside && !around.has(process.scopeOf(inside)) ? `: it stands inside ${process.scopeOf(inside)}` : ''
  const message = `${attribute}="${target}" is no element that work can go back to${why}.`
  faults.at(at.id, 'flow.unknown_element', message, { asked: target, known })
}

const isEntered = ({ type, forCompensation }: ElementContent): boolean =>
  type !== 'startEvent' && type !== 'boundaryEvent' && type !== 'eventSubProcess' && !forCompensation
