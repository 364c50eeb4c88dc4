import { isLinkFlow } from '../../kinds/flow/compile/link-flows.ts'
import type { FlowGraph } from '../../kinds/flow/graph.ts'
import type { RuleSet } from '../../kinds/rule-set/rule-set.ts'
import type { CompiledDefinition } from '../../metadata/linker.ts'

/** How much of a definition its cases went through. */
export interface Coverage {
  /** `<kind>/<name>`. */
  of: string
  /** Rules of a rule set; elements and sequence flows of a flow. */
  parts: number
  reached: number
  /** Keys or ids that no case reached, in the author's order. */
  missed: string[]
}

/** Notes what cases reach. */
export interface Reached {
  add(of: string, parts: Iterable<string>): void
}

export class ReachedParts implements Reached {
  readonly #parts = new Map<string, Set<string>>()

  add(of: string, parts: Iterable<string>): void {
    const known = this.#parts.get(of) ?? new Set()
    for (const part of parts) known.add(part)
    this.#parts.set(of, known)
  }

  /** Of every rule set and flow, also of those that no case tries. In order of kind and name. */
  coverage(definitions: Iterable<CompiledDefinition>): Coverage[] {
    const all = [...definitions].flatMap(definition => {
      const parts = partsOf(definition)
      if (parts === undefined) return []
      const of = `${definition.source.kind}/${definition.source.name}`
      const reached = this.#parts.get(of) ?? new Set()
      const missed = parts.filter(part => !reached.has(part))
      return [{ of, parts: parts.length, reached: parts.length - missed.length, missed }]
    })
    return all.sort((a, b) => (a.of < b.of ? -1 : 1))
  }
}

function partsOf({ source, compiled }: CompiledDefinition): string[] | undefined {
  if (source.kind === 'rule-set') return (compiled as RuleSet).rules.map(rule => rule.key)
  if (source.kind !== 'flow') return undefined
  const main = compiled as FlowGraph
  return [main, ...Object.values(main.processes)].flatMap(partsOfProcess)
}

/** Without the flows that links stand for: who draws a link draws none. */
const partsOfProcess = ({ elements, flows }: FlowGraph): string[] => [
  ...Object.keys(elements),
  ...Object.keys(flows).filter(id => !isLinkFlow(id)),
]
