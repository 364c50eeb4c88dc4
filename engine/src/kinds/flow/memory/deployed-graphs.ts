import type { FlowGraph } from '../graph.ts'
import type { Instance } from '../state.ts'

/** A process that can be started and called. */
export interface Deployed {
  version: number
  graph: FlowGraph
}

/** Deployed flows with their versions; runs go on with the version that they began with. */
export class DeployedGraphs {
  readonly #versions = new Map<string, FlowGraph[]>()

  add(graph: FlowGraph): number {
    const versions = this.#versions.get(graph.name) ?? []
    versions.push(graph)
    this.#versions.set(graph.name, versions)
    return versions.length
  }

  /** Processes of the present versions. */
  present(): Deployed[] {
    return [...this.#versions.values()].flatMap(versions =>
      processesOf(versions.at(-1)!).map(graph => ({ graph, version: versions.length })),
    )
  }

  /** By the name of a flow, or the id of a process. */
  named(process: string): Deployed | undefined {
    const present = this.present()
    return (
      present.find(({ graph }) => graph.name === process && graph.process === '') ??
      present.find(({ graph }) => graph.process === process)
    )
  }

  /** What a run runs. */
  of({ definition, version, process }: Pick<Instance, 'definition' | 'version' | 'process'>): FlowGraph {
    const main = this.#versions.get(definition)![version - 1]!
    return process === '' ? main : main.processes[process]!
  }

  /** What a call activity of this run means: a process of its own text first. `version` null: the present one. */
  called(process: string, version: number | null, by: Instance): Deployed | undefined {
    const own = this.#versions.get(by.definition)?.[by.version - 1]
    const inText = own && processesOf(own).find(graph => nameOf(graph) === process)
    if (inText !== undefined) return { graph: inText, version: by.version }
    if (version === null) return this.named(process)
    const graph = this.#versions.get(process)?.[version - 1]
    return graph && { graph, version }
  }
}

const processesOf = (graph: FlowGraph): FlowGraph[] => [graph, ...Object.values(graph.processes)]

/** Id of the process in its text. */
export const nameOf = (graph: FlowGraph): string => (graph.process === '' ? graph.name : graph.process)
