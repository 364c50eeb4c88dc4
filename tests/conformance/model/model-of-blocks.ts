import type { Block, Boundary, EventSubprocess, StructuredProcess } from './block.ts'
import { CHOICE, CHOICES, type Condition, type ModelFlow, type ModelNode, type ProcessModel } from './process-model.ts'

/** Draws a structured process with nodes and flows. */
export function modelOfBlocks(process: StructuredProcess): ProcessModel {
  const drawing = new Drawing()
  drawing.scope(null, process.body, process.eventSubprocesses)
  return { id: 'generated', nodes: drawing.nodes, flows: drawing.flows }
}

/** First and last node of what was drawn; no last one where the branch has ended. */
interface Drawn {
  first: string
  last: string | null
}

type Kind = ModelNode extends infer Node ? (Node extends ModelNode ? Omit<Node, 'id' | 'parent'> : never) : never

class Drawing {
  readonly nodes: ModelNode[] = []
  readonly flows: ModelFlow[] = []
  #last = 0

  /** What stands in the process or in a subprocess. */
  scope(parent: string | null, body: Block, eventSubprocesses: EventSubprocess[]): void {
    const start = this.#node('start', parent, { type: 'start' })
    // The variable that completed tasks decide is there from the beginning.
    const first = parent === null ? this.#node('init', parent, { type: 'script', variable: CHOICE, set: 0 }) : undefined
    if (first !== undefined) this.#flow(start, first)
    this.#toEnd(this.#chain(first ?? start, this.#draw(body, parent)), parent)
    for (const each of eventSubprocesses) this.#eventSubprocess(each, parent)
  }

  #eventSubprocess({ caught, interrupting, body }: EventSubprocess, parent: string | null): void {
    const id = this.#node('aside', parent, { type: 'eventSubprocess' })
    const start = this.#node('when', id, { type: 'eventStart', caught, interrupting })
    this.#toEnd(this.#chain(start, this.#draw(body, id)), id)
  }

  #draw(block: Block, parent: string | null): Drawn {
    switch (block.block) {
      case 'task':
      case 'pass':
        return this.#single(block.block, parent, { type: block.block })
      case 'wait':
        return this.#single('wait', parent, { type: 'catch', awaited: block.awaited })
      case 'escalate':
        return this.#single('escalate', parent, { type: 'escalate', code: block.code })
      case 'sequence':
        return this.#sequence(block.parts, parent)
      case 'parallel':
        return this.#branches('parallel', block.branches, parent)
      case 'exclusive':
        return this.#branches('exclusive', block.branches, parent)
      case 'inclusive':
        return this.#branches('inclusive', block.branches, parent)
      case 'eventChoice':
        return this.#eventChoice(block.branches, parent)
      case 'loop':
        return this.#loop(block.times, block.body, parent)
      case 'guarded': {
        const iterations = block.iterations === null ? {} : { iterations: block.iterations }
        const id = this.#node('guarded', parent, { type: 'task', ...iterations })
        return this.#withBoundaries(id, block.boundaries, parent)
      }
      case 'subprocess': {
        const iterations = block.iterations === null ? {} : { iterations: block.iterations }
        const id = this.#node('sub', parent, { type: 'subprocess', ...iterations })
        this.scope(id, block.body, block.eventSubprocesses)
        return this.#withBoundaries(id, block.boundaries, parent)
      }
      case 'end':
        return { first: this.#node('end', parent, { type: 'end', end: endOf(block.end) }), last: null }
    }
  }

  #sequence(parts: Block[], parent: string | null): Drawn {
    let whole: Drawn | undefined
    for (const part of parts) {
      if (whole?.last === null) break
      const next = this.#draw(part, parent)
      if (whole !== undefined) this.#flow(whole.last!, next.first)
      whole = { first: whole?.first ?? next.first, last: next.last }
    }
    return whole ?? this.#draw({ block: 'pass' }, parent)
  }

  #branches(type: 'parallel' | 'exclusive' | 'inclusive', branches: Block[], parent: string | null): Drawn {
    const split = this.#node(type, parent, { type })
    const drawn = branches.map(branch => this.#draw(branch, parent))
    drawn.forEach(({ first }, i) => this.#flow(split, first, conditionOf(type, i, branches.length)))
    return { first: split, last: this.#meet(type, drawn, parent) }
  }

  #eventChoice(branches: Extract<Block, { block: 'eventChoice' }>['branches'], parent: string | null): Drawn {
    const split = this.#node('choose', parent, { type: 'eventChoice' })
    const drawn = branches.map(({ awaited, then }) => {
      const event = this.#node('wait', parent, { type: 'catch', awaited })
      this.#flow(split, event)
      return this.#chain(event, this.#draw(then, parent))
    })
    return { first: split, last: this.#meet('exclusive', drawn, parent) }
  }

  #loop(times: number, body: Block, parent: string | null): Drawn {
    const variable = `n${this.#last}`
    const reset = this.#node('reset', parent, { type: 'script', variable, set: 0 })
    const again = this.#node('again', parent, { type: 'exclusive' })
    this.#flow(reset, again)
    const count = this.#node('count', parent, { type: 'script', variable, set: 'increment' })
    this.#flow(again, count)
    const { last } = this.#chain(count, this.#draw(body, parent))
    if (last === null) return { first: reset, last: null }
    const enough = this.#node('enough', parent, { type: 'exclusive' })
    const out = this.#node('out', parent, { type: 'pass' })
    this.#flow(last, enough)
    this.#flow(enough, out, { condition: { variable, atLeast: times } })
    this.#flow(enough, again, { isDefault: true })
    return { first: reset, last: out }
  }

  #withBoundaries(host: string, boundaries: Boundary[], parent: string | null): Drawn {
    const paths = boundaries.map(({ caught, interrupting, then, joins }) => {
      const event = this.#node('edge', parent, { type: 'boundary', host, caught, interrupting })
      return { joins, drawn: this.#chain(event, this.#draw(then, parent)) }
    })
    for (const { joins, drawn } of paths) if (!joins) this.#toEnd(drawn, parent)
    const joining = paths.filter(path => path.joins).map(path => path.drawn)
    if (joining.length === 0) return { first: host, last: host }
    return { first: host, last: this.#meet('exclusive', [{ first: host, last: host }, ...joining], parent) }
  }

  /** Where branches that have not ended come together. */
  #meet(type: 'parallel' | 'exclusive' | 'inclusive', drawn: Drawn[], parent: string | null): string | null {
    const open = drawn.flatMap(({ last }) => (last === null ? [] : [last]))
    if (open.length === 0) return null
    const join = this.#node(`${type}_join`, parent, { type })
    for (const last of open) this.#flow(last, join)
    return join
  }

  #chain(from: string, to: Drawn): Drawn {
    this.#flow(from, to.first)
    return { first: from, last: to.last }
  }

  #toEnd({ last }: Drawn, parent: string | null): void {
    if (last !== null) this.#flow(last, this.#node('end', parent, { type: 'end', end: { type: 'none' } }))
  }

  #single(name: string, parent: string | null, kind: Kind): Drawn {
    const id = this.#node(name, parent, kind)
    return { first: id, last: id }
  }

  #node(name: string, parent: string | null, kind: Kind): string {
    const id = `${name}_${++this.#last}`
    this.nodes.push({ id, parent, ...kind } as ModelNode)
    return id
  }

  #flow(from: string, to: string, rest: Pick<ModelFlow, 'condition' | 'isDefault'> = {}): void {
    this.flows.push({ id: `flow_${++this.#last}`, from, to, ...rest })
  }
}

function endOf(end: Extract<Block, { block: 'end' }>['end']): Extract<ModelNode, { type: 'end' }>['end'] {
  if (typeof end === 'string') return { type: end }
  return 'error' in end ? { type: 'error', code: end.error } : { type: 'escalation', code: end.escalation }
}

/** The last branch is the default; which others are taken is in the remainder or in the bits of the variable. */
export function conditionOf(
  type: 'parallel' | 'exclusive' | 'inclusive',
  branch: number,
  branches: number,
): Pick<ModelFlow, 'condition' | 'isDefault'> {
  if (type === 'parallel' || branches < 2) return {}
  if (branch === branches - 1) return { isDefault: true }
  const takes = (value: number) =>
    type === 'exclusive' ? value % branches === branch : (value & (1 << (branch % 3))) !== 0
  const condition: Condition = {
    variable: CHOICE,
    oneOf: Array.from({ length: CHOICES }, (_, value) => value).filter(takes),
  }
  return { condition }
}
