import type { ElementContent } from '../../../content.ts'
import { readForm } from '../foreign-form.ts'
import type { Foreign } from '../../foreign.ts'
import type { ModdleElement } from '../../moddle-element.ts'
import { present } from '../../present.ts'
import type { ElementReading } from '../../element-reading.ts'
import { readCall } from './call.ts'
import { readDecision } from './decision.ts'
import { readImplementation } from './implementation.ts'
import { readJobs } from './jobs.ts'
import { readJavaListeners } from './listeners.ts'
import { readInputOutput } from './mappings.ts'
import { readTask } from './people.ts'

/** What Camunda 7, Flowable and Activiti say of an element in the same words; `work` reads what is particular to its type. */
export function readJavaElement(
  at: ElementReading,
  core: ElementContent,
  work: JavaReader | undefined = BY_TYPE[core.type],
): Partial<ElementContent> {
  const said = at.foreign()
  const own = work?.(said, at, core) ?? {}
  const listeners = readJavaListeners(said, at.reading, reason => at.refuse(reason))
  return {
    ...readJobs(said),
    ...readInputOutput(said, at),
    ...(listeners.length > 0 && { listeners }),
    ...withHeaders(own, readProperties(said)),
  }
}

export type JavaReader = (said: Foreign, at: ElementReading, core: ElementContent) => Partial<ElementContent>

const BY_TYPE: Partial<Record<ElementContent['type'], JavaReader>> = {
  startEvent: (said, at) => ({
    ...(present({ initiator: said.attribute('initiator') }) as Partial<ElementContent>),
    ...readForms(said, at),
  }),
  userTask: (said, at) => ({ ...readTask(said), ...readForms(said, at) }),
  serviceTask: readWork,
  sendTask: readWork,
  businessRuleTask: (said, at, core) => readDecision(said, at, core) ?? readWork(said, at, core),
  scriptTask: (said, at) => {
    if (said.attribute('resource') !== undefined)
      at.refuse('Its script stands in another file. Write it into the task, in FEEL.')
    return present({ resultVariable: said.attribute('resultVariable') }) as Partial<ElementContent>
  },
  endEvent: readThrow,
  intermediateThrowEvent: readThrow,
  callActivity: readCall,
}

function readWork(said: Foreign, at: ElementReading, core: ElementContent): Partial<ElementContent> {
  if (said.has('connector') && core.function === undefined)
    return at.refuse('It calls a connector, which needs a registered function: give it a jw:function.')
  return readImplementation(said, at, core)
}

/** The work of a throwing message stands at its definition; without work and without a name it is passed. */
function readThrow(_: Foreign, at: ElementReading, core: ElementContent): Partial<ElementContent> {
  const definition: ModdleElement | undefined = at.element['eventDefinitions']?.[0]
  if (core.event?.type !== 'message' || definition === undefined) return {}
  const work = readWork(at.foreign(definition), at, core)
  const isNothing = core.event.name === '' && core.function === undefined && Object.keys(work).length === 0
  if (!isNothing || at.reasons.length > 0) return work
  at.notMapped('messageEventDefinition', 'It names no message and no work, so the token only passes.')
  return { event: undefined as never }
}

const FORM_KEYS = ['formKey', 'formRef'] as const

function readForms(said: Foreign, at: ElementReading): Partial<ElementContent> {
  const forms = FORM_KEYS.map(name => readForm(said.attribute(name), name, at))
  for (const name of ['formData', 'formProperty'])
    if (said.has(name))
      at.notMapped(`<${name}>`, 'Generated forms of other engines are not shown. Name one of ours in jw:form.')
  said.attribute('formRefBinding')
  said.attribute('formRefVersion')
  if (said.attribute('formHandlerClass') !== undefined)
    at.refuse('A Java class handles its form. Name one of our forms in jw:form and leave it out.')
  return Object.assign({}, ...forms) as Partial<ElementContent>
}

/** Free texts about an element; a worker gets those of its external task. */
function readProperties(said: Foreign): Record<string, string> {
  const properties = said.children('properties').flatMap(each => each.children('property'))
  return Object.fromEntries(
    properties
      .map(property => [property.attribute('name') ?? '', property.attribute('value') ?? ''] as const)
      .filter(([name]) => name !== '__proto__'),
  )
}

const withHeaders = (own: Partial<ElementContent>, headers: Record<string, string>): Partial<ElementContent> =>
  own.topic === undefined || Object.keys(headers).length === 0 ? own : { ...own, headers }
