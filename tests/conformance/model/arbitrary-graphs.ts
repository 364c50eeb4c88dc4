import fc from 'fast-check'
import { conditionOf } from './model-of-blocks.ts'
import { CHOICE, type ModelFlow, type ModelNode, type ProcessModel } from './process-model.ts'

/** What is worth more stands twice. */
const TYPES = ['task', 'task', 'task', 'pass', 'exclusive', 'parallel', 'parallel', 'inclusive', 'inclusive'] as const

/** One inner node of a graph; the numbers become targets. */
interface Draft {
  type: (typeof TYPES)[number]
  /** From which earlier node it can be reached. */
  from: number
  /** A second flow forward from it, or none. */
  ahead: number | null
  /** A flow back, from tasks only: so a circle always waits for somebody. */
  back: number | null
  /** A boundary event of a task with a way forward, or none. */
  edge: { ahead: number; toJoin: boolean; interrupting: boolean } | null
}

/**
 * Processes as nobody should draw them: any graph of tasks and gateways, with merges that nothing controls, splits that never
 * meet again, joins that wait for ever and circles. Every node can be reached, and no circle goes round by itself.
 */
export const unstructuredProcess: fc.Arbitrary<ProcessModel> = fc
  .array(
    fc.record({
      type: fc.constantFrom(...TYPES),
      from: fc.nat(20),
      ahead: fc.option(fc.nat(20)),
      back: fc.option(fc.nat(20), { freq: 2 }),
      edge: fc.option(fc.record({ ahead: fc.nat(20), toJoin: fc.boolean(), interrupting: fc.boolean() }), { freq: 2 }),
    }),
    { minLength: 3, maxLength: 9 },
  )
  .map(modelOfDrafts)

function modelOfDrafts(drafts: Draft[]): ProcessModel {
  const ids = drafts.map((draft, i) => `${draft.type}_${i}`)
  const end = 'end'
  const targets: string[][] = ids.map(() => [])
  const connect = (from: number, to: string) => void (targets[from]!.includes(to) || targets[from]!.push(to))
  drafts.forEach((draft, i) => {
    if (i > 0) connect(draft.from % i, ids[i]!)
    if (draft.ahead !== null) connect(i, [...ids.slice(i + 1), end][draft.ahead % (ids.length - i)]!)
    if (draft.back !== null && draft.type === 'task') connect(i, ids[draft.back % (i + 1)]!)
  })
  targets.forEach((list, i) => void (list.every(to => ids.indexOf(to) <= i && to !== end) && list.push(end)))
  return { id: 'generated', nodes: nodesOf(drafts, ids), flows: flowsOf(drafts, ids, targets) }
}

/** Tasks with a boundary event. */
const edges = (drafts: Draft[], ids: string[]) =>
  drafts.flatMap(({ type, edge }, i) => {
    if (type !== 'task' || edge === null) return []
    const ahead = [...ids.slice(i + 1), 'end']
    const join = edge.toJoin ? ahead.find(id => id.startsWith('inclusive')) : undefined
    return [
      {
        id: `edge_${i}`,
        host: ids[i]!,
        to: join ?? ahead[edge.ahead % ahead.length]!,
        interrupting: edge.interrupting,
      },
    ]
  })

const nodesOf = (drafts: Draft[], ids: string[]): ModelNode[] => [
  { id: 'start', parent: null, type: 'start' },
  { id: 'init', parent: null, type: 'script', variable: CHOICE, set: 0 },
  ...drafts.map(({ type }, i): ModelNode => ({ id: ids[i]!, parent: null, type })),
  ...edges(drafts, ids).map(({ id, host, interrupting }): ModelNode => ({
    id,
    parent: null,
    type: 'boundary',
    host,
    interrupting,
    caught: { type: 'message' },
  })),
  { id: 'end', parent: null, type: 'end', end: { type: 'none' } },
]

const flowsOf = (drafts: Draft[], ids: string[], targets: string[][]): ModelFlow[] => [
  { id: 'start_init', from: 'start', to: 'init' },
  { id: 'init_first', from: 'init', to: ids[0]! },
  ...edges(drafts, ids).map(({ id, to }): ModelFlow => ({ id: `${id}__${to}`, from: id, to })),
  ...drafts.flatMap(({ type }, i) =>
    targets[i]!.map((to, branch): ModelFlow => {
      const gateway = type === 'exclusive' || type === 'inclusive'
      const decided = gateway ? conditionOf(type, branch, targets[i]!.length) : {}
      return { id: `${ids[i]}__${to}`, from: ids[i]!, to, ...decided }
    }),
  ),
]
