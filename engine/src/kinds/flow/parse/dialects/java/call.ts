import type { CallContent, ElementContent, MappingContent } from '../../../content.ts'
import type { Foreign } from '../../foreign.ts'
import { present } from '../../present.ts'
import type { ElementReading } from '../../element-reading.ts'

const BINDINGS: Readonly<Record<string, CallContent['binding']>> = {
  latest: 'latest',
  deployment: 'deployment',
  version: 'version',
  versionTag: 'version_tag',
}

const REFUSED = [
  ['variableMappingClass', 'maps its variables by a Java class'],
  ['variableMappingDelegateExpression', 'maps its variables by a bean'],
  ['caseRef', 'calls a CMMN case'],
] as const

/** A call of another process. Nothing is passed but what is mapped. */
export function readCall(said: Foreign, at: ElementReading, core: ElementContent): Partial<ElementContent> {
  for (const [attribute, what] of REFUSED)
    if (said.attribute(attribute) !== undefined) at.refuse(`It ${what}. Map the variables one by one, call a process.`)
  const passed = readPassed(said, at, core)
  const returned = said.children('out').map(out => readMapping(out, at, 'out'))
  const call = core.call!
  return {
    call: {
      ...call,
      ...bindingOf(said, call),
      ...(present({ businessKey: businessKeyOf(said) }) as Partial<CallContent>),
      ...((passed.includes('all') || said.flag('inheritVariables') === true) && { passAll: true }),
      ...(returned.includes('all') && { returnAll: true }),
      in: [...passed.filter(isMapping), ...call.in],
      out: [...returned.filter(isMapping), ...call.out],
    },
  }
}

const isMapping = (mapping: MappingContent | 'all' | null): mapping is MappingContent =>
  mapping !== 'all' && mapping !== null

function bindingOf(said: Foreign, call: CallContent): Partial<CallContent> {
  const binding = BINDINGS[said.attribute('calledElementBinding') ?? '']
  const version = said.attribute('calledElementVersion') ?? said.attribute('calledElementVersionTag')
  const sameDeployment = said.flag('sameDeployment') === true
  if (call.binding !== 'latest') return {}
  return {
    ...(sameDeployment && { binding: 'deployment' }),
    ...(binding && { binding }),
    ...(version !== undefined && { version }),
  }
}

function businessKeyOf(said: Foreign): string | undefined {
  const own = said.attribute('businessKey')
  const inherited = said.flag('inheritBusinessKey') === true ? '${execution.processBusinessKey}' : undefined
  const mapped = said.children('in').map(mapping => mapping.attribute('businessKey'))
  return own ?? mapped.find(key => key !== undefined) ?? inherited
}

/** Local variables only: those that the activity itself has are its input mappings and those of its loop. */
function readPassed(said: Foreign, at: ElementReading, core: ElementContent): (MappingContent | 'all' | null)[] {
  return said.children('in').flatMap(mapping => {
    if (mapping.attribute('businessKey') !== undefined) return []
    const read = readMapping(mapping, at, 'in')
    if (read !== 'all' || mapping.flag('local') !== true) return [read]
    return localNames(said, core).map(name => ({ name, value: null }))
  })
}

const localNames = (said: Foreign, { loop }: ElementContent): string[] => [
  ...(said.child('inputOutput')?.children('inputParameter') ?? []).map(parameter => parameter.attribute('name') ?? ''),
  ...(loop?.type === 'multi' ? ['loopCounter', ...(loop.elementVariable ? [loop.elementVariable] : [])] : []),
]

function readMapping(mapping: Foreign, at: ElementReading, direction: 'in' | 'out'): MappingContent | 'all' | null {
  const local = mapping.flag('local') === true
  if (local && direction === 'out') at.refuse('It gives variables back to itself only (local="true"). Leave that out.')
  if (mapping.attribute('variables') === 'all') return 'all'
  const source = mapping.attribute('source')
  const target = mapping.attribute('target') ?? source
  const expression = mapping.attribute('sourceExpression')
  if (mapping.attribute('targetExpression') !== undefined)
    at.refuse('The name of a variable can not come from an expression. Use target instead of targetExpression.')
  if (target === undefined || (source === undefined && expression === undefined)) return null
  if (expression !== undefined) return { name: target, value: expression }
  return { name: target, value: source === target ? null : variable(source!) }
}

/** FEEL gives null for a variable that is not there, as these engines do here; other names than its own go by JUEL. */
const variable = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? `=${name}` : `\${${name}}`)
