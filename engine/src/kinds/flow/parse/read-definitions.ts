import { HISTORY_LEVELS, type FlowContent, type ProcessContent } from '../content.ts'
import { chooser } from './choose.ts'
import type { DialectReader } from './dialects/dialect.ts'
import { messageFlowsOf, nameMessages, readMessageFlows, type MessageFlow } from './message-flows.ts'
import { extensions, type ModdleElement, type ReadFault } from './moddle-element.ts'
import { present } from './present.ts'
import { checkLimits } from './process-limits.ts'
import { noteDrawn, readContainer, type Found } from './read-container.ts'
import { readWho } from './read-who.ts'
import { Reading } from './reading.ts'

interface Input {
  definitions: ModdleElement
  dialect: DialectReader
  /** References that lead to nothing: what they say. */
  unresolved: ReadonlyMap<ModdleElement, ReadonlyMap<string, string>>
}

/** What a text says in a foreign vocabulary. */
export interface ForeignParts {
  /** What was read of it, by element: `camunda:assignee`, `<zeebe:taskDefinition>`. */
  mapped: { id: string; what: string }[]
  /** Java classes and beans that no function is named for. */
  code: string[]
  /** Those that a function is named for. */
  handlers: { name: string; function: string }[]
}

/** All that a text says: its main process, the others that run with it, and the messages between them. */
export function readDefinitions({ definitions, dialect, unresolved }: Input): {
  content?: FlowContent
  faults: ReadFault[]
  foreign?: ForeignParts
} {
  const roots: ModdleElement[] = definitions['rootElements'] ?? []
  const { run, drawn } = processesOf(roots)
  const [main] = run
  if (main === undefined) return { faults: [noProcess(definitions)] }
  const limits = checkLimits(run)
  if (limits.faults.length > 0) return { faults: limits.faults }
  const reading = new Reading(dialect, unresolved)
  for (const id of limits.nodes.keys()) reading.ids.add(id)
  for (const process of drawn) noteDrawn(process, reading)
  const collaborations = roots.filter(root => root.$type === 'bpmn:Collaboration')
  const flows = messageFlowsOf(collaborations, reading)
  nameMessages(flows, limits.nodes, reading)
  noteAssociations([...run, ...limits.nodes.values(), ...collaborations], reading)
  const content = contentOf(run, main, reading)
  const whole = withRest(content, readMessageFlows(flows, content, reading), reading)
  return {
    content: whole,
    faults: reading.faults,
    foreign: foreignParts(reading),
  }
}

const foreignParts = (reading: Reading): ForeignParts => ({
  mapped: reading.mapped(),
  code: [...reading.unanswered],
  handlers: [...reading.handlers].map(([name, called]) => ({ name, function: called })),
})

/** With what is known only when everything is read. */
function withRest(content: FlowContent, messageFlows: MessageFlow[], reading: Reading): FlowContent {
  reading.reportUnread()
  const { drawn, unmapped } = reading
  return {
    ...content,
    ...(messageFlows.length > 0 && { messageFlows }),
    ...(drawn.length > 0 && { drawn }),
    ...(unmapped.length > 0 && { unmapped }),
  }
}

const noProcess = ({ id }: ModdleElement): ReadFault => ({
  code: 'flow.one_process',
  message: 'A flow has at least one process; this text has none.',
  ...(id !== undefined && { elementId: id }),
})

/** The main one first: the first that says it can be executed, else the first that does not deny it, else the first. */
function processesOf(roots: readonly ModdleElement[]): { run: ModdleElement[]; drawn: ModdleElement[] } {
  const all = roots.filter(root => root.$type === 'bpmn:Process' && root['id'] !== undefined)
  const main =
    all.find(process => process['isExecutable'] === true) ??
    all.find(process => process['isExecutable'] !== false) ??
    all[0]
  const others = all.filter(process => process !== main)
  return {
    run: [...(main === undefined ? [] : [main]), ...others.filter(process => process['isExecutable'] !== false)],
    drawn: others.filter(process => process['isExecutable'] === false),
  }
}

/** Associations lead from a boundary compensation event to the activity that undoes its host, in either direction. */
function noteAssociations(containers: readonly ModdleElement[], reading: Reading): void {
  for (const artifact of containers.flatMap(container => (container['artifacts'] ?? []) as ModdleElement[])) {
    const ends = [artifact['sourceRef']?.id, artifact['targetRef']?.id] as (string | undefined)[]
    const activities = [artifact['sourceRef'], artifact['targetRef']].map(
      end => end?.$instanceOf?.('bpmn:Activity') === true,
    )
    for (const [from, to] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const [id, other] = [ends[from], ends[to]]
      if (id === undefined || other === undefined || activities[to] !== true) continue
      reading.associated.set(id, [...(reading.associated.get(id) ?? []), other])
    }
  }
}

function contentOf(run: readonly ModdleElement[], main: ModdleElement, reading: Reading): FlowContent {
  const { dialect } = reading
  const found: Found = { elements: [], flows: [] }
  noteHandlers(main, reading)
  const settings = processSettings(main, reading)
  const dataObjects = readContainer(main, undefined, { found, reading })
  const processes = run.slice(1).map(process => readOther(process, found, reading))
  return {
    $kind: 'flow',
    name: main['id'],
    title: main['name'] ?? main['id'],
    ...(dialect.name !== 'jingwei' && { dialect: dialect.name }),
    ...settings,
    ...(processes.length > 0 && { processes }),
    ...(dataObjects.length > 0 && { dataObjects }),
    ...found,
  }
}

/** Our settings win over those of the dialect. */
function processSettings(process: ModdleElement, reading: Reading): Partial<FlowContent> {
  const id: string = process['id']
  const choose = chooser({
    fault: (code, message) => reading.faults.push({ code, message, elementId: id }),
  })
  const starters = extensions(process, 'jw:Starter').map(who => readWho(who, choose))
  return {
    ...reading.dialect.process(process, reading),
    ...present({
      history: choose('history', process['history'], HISTORY_LEVELS, undefined),
      historyDays: process['historyDays'] as number | undefined,
      versionTag: process['versionTag'] as string | undefined,
    }),
    ...(starters.length > 0 && { starters }),
  } as Partial<FlowContent>
}

function readOther(process: ModdleElement, found: Found, reading: Reading): ProcessContent {
  const id: string = process['id']
  noteHandlers(process, reading)
  const settings = Object.keys(processSettings(process, reading))
  if (settings.length > 0)
    reading.notMapped(id, settings.join(', '), 'Only the main process of a text has settings of its own.')
  const dataObjects = readContainer(process, id, { found, reading })
  return { id, title: process['name'] ?? id, ...(dataObjects.length > 0 && { dataObjects }) }
}

function noteHandlers(process: ModdleElement, { handlers }: Reading): void {
  for (const handler of extensions(process, 'jw:Handler'))
    if (handler['name'] !== undefined && handler['function'] !== undefined)
      handlers.set(handler['name'], handler['function'])
}
