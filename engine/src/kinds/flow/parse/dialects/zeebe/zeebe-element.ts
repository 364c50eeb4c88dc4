import type { ElementContent, WhoContent } from '../../../content.ts'
import type { Foreign } from '../../foreign.ts'
import { candidateGroups, candidateUsers, personOf } from '../../people-list.ts'
import { present } from '../../present.ts'
import type { ElementReading } from '../../element-reading.ts'
import { readForm } from '../foreign-form.ts'
import { withoutEquals } from '../jingwei.ts'
import { readZeebeCall } from './call.ts'
import { readIoMapping } from './mappings.ts'

/** What Camunda 8 says of an element. */
export function readZeebeElement(at: ElementReading, core: ElementContent): Partial<ElementContent> {
  const said = at.foreign()
  const mappings = readIoMapping(said, at)
  refuseListeners(said, at)
  said.has('properties')
  if (core.type === 'callActivity') return readZeebeCall(said, core, mappings)
  return { ...mappings, ...BY_TYPE[core.type]?.(said, at, core) }
}

type Reader = (said: Foreign, at: ElementReading, core: ElementContent) => Partial<ElementContent>

const BY_TYPE: Partial<Record<ElementContent['type'], Reader>> = {
  startEvent: readForms,
  userTask: readUserTask,
  serviceTask: readJob,
  sendTask: readJob,
  scriptTask: readScript,
  businessRuleTask: readDecision,
  endEvent: (said, at, core) => (core.event?.type === 'message' ? readJob(said, at, core) : {}),
  intermediateThrowEvent: (said, at, core) => (core.event?.type === 'message' ? readJob(said, at, core) : {}),
  adHocSubProcess: readAdHoc,
}

/** Work for a worker outside, under the type of its job. */
function readJob(said: Foreign, at: ElementReading, core: ElementContent): Partial<ElementContent> {
  const definition = said.child('taskDefinition')
  const headers = (said.child('taskHeaders')?.children('header') ?? []).map(header => [
    header.attribute('key') ?? '',
    header.attribute('value') ?? '',
  ])
  const topic = definition?.attribute('type')
  const retries = definition?.attribute('retries')
  const priority = said.child('priorityDefinition')?.attribute('priority')
  if (topic === undefined || core.function !== undefined) return {}
  if (retries?.startsWith('=')) at.notMapped('retries', 'Write how often its job is tried as a number.')
  return {
    topic,
    ...(retries !== undefined && !retries.startsWith('=') && { retries }),
    ...(present({ priority }) as Partial<ElementContent>),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers.filter(([name]) => name !== '__proto__')) }),
  }
}

function readUserTask(said: Foreign, at: ElementReading): Partial<ElementContent> {
  const people = said.child('assignmentDefinition')
  const schedule = said.child('taskSchedule')
  const assignee = people?.attribute('assignee')
  const assignment: WhoContent[] = [
    ...(assignee ? [personOf(assignee)] : []),
    ...candidateUsers(people?.attribute('candidateUsers') ?? ''),
    ...candidateGroups(people?.attribute('candidateGroups') ?? ''),
  ]
  said.child('userTask')
  return {
    ...(assignment.length > 0 && { assignment }),
    ...(present({
      due: schedule?.attribute('dueDate'),
      followUp: schedule?.attribute('followUpDate'),
      priority: said.child('priorityDefinition')?.attribute('priority'),
    }) as Partial<ElementContent>),
    ...readForms(said, at),
  }
}

function readForms(said: Foreign, at: ElementReading): Partial<ElementContent> {
  const form = said.child('formDefinition')
  form?.attribute('bindingType')
  form?.attribute('versionTag')
  const forms = ['formKey', 'formId', 'externalReference'].map(name => readForm(form?.attribute(name), name, at))
  return Object.assign({}, ...forms) as Partial<ElementContent>
}

/** FEEL that the engine evaluates itself, or a job. */
function readScript(said: Foreign, at: ElementReading, core: ElementContent): Partial<ElementContent> {
  const script = said.child('script')
  if (script === undefined) return { ...readJob(said, at, core), type: 'serviceTask', inputs: [] }
  return {
    script: withoutEquals(script.attribute('expression') ?? ''),
    ...(present({ resultVariable: script.attribute('resultVariable') }) as Partial<ElementContent>),
  }
}

function readDecision(said: Foreign, at: ElementReading, core: ElementContent): Partial<ElementContent> {
  const decision = said.child('calledDecision')
  if (decision === undefined) return readJob(said, at, core)
  const ruleSet = decision.attribute('decisionId') ?? ''
  const binding = decision.attribute('bindingType') ?? 'latest'
  const resultVariable = decision.attribute('resultVariable')
  if (ruleSet.startsWith('=')) return at.refuse('Which rule set decides must be fixed: decisionId is an expression.')
  if (decision.attribute('versionTag') !== undefined && core.binding === undefined)
    return at.refuse('Decisions are not bound by version tag. Use latest or deployment, or set jw:binding.')
  return {
    ruleSet,
    binding: binding === 'deployment' ? 'pinned' : 'current',
    ...(present({ resultVariable }) as Partial<ElementContent>),
  }
}

function readAdHoc(said: Foreign, at: ElementReading, core: ElementContent): Partial<ElementContent> {
  const settings = said.child('adHoc')
  if (said.child('taskDefinition') !== undefined) at.refuse('A worker steers it. Let an expression name what begins.')
  if (settings?.attribute('outputCollection') !== undefined || settings?.attribute('outputElement') !== undefined)
    at.refuse('It gathers what its activities give. Give out variables by output mappings instead.')
  const active = settings?.attribute('activeElementsCollection')
  return { adHoc: { ...(present({ active }) as { active?: string }), ...core.adHoc! } }
}

function refuseListeners(said: Foreign, at: ElementReading): void {
  for (const name of ['executionListeners', 'taskListeners'])
    if (said.has(name))
      at.refuse('Its listeners are jobs for a worker. Use a jw:listener with a function, or a task of its own.')
}
