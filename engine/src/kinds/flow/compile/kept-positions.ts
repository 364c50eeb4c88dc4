import type { Faults } from './faults.ts'
import { parallelRegions, type Region } from './parallel-regions.ts'
import type { ProcessStructure } from './process-structure.ts'
import { returnTargets, scopesAround } from './return-targets.ts'

/**
 * What survives a return: a target on a branch of a split leaves the other branches of that split alone, with all that
 * stands inside of them; one in a subprocess leaves alone what stands outside of it, and the subprocess itself. A return
 * from one branch into another is a fault: the branch it leaves would never reach the join.
 */
export function keptPositions(process: ProcessStructure, faults: Faults): Record<string, ReadonlySet<string>> {
  const kept: Record<string, ReadonlySet<string>> = {}
  const regions = new Map<string, Region[]>()
  const regionsOf = (scope: string): Region[] => {
    if (!regions.has(scope)) regions.set(scope, parallelRegions(scope, process))
    return regions.get(scope)!
  }
  for (const element of process.elements) {
    for (const target of returnTargets(element)) {
      const to = process.byId.get(target)
      if (to === undefined) continue
      const scope = process.scopeOf(to)
      kept[target] ??= new Set([...outside(scope, process), ...beside(target, regionsOf(scope), process)])
      const from = standsIn(element.id, scope, process)
      if (from !== undefined) checkBranch({ id: element.id, from, target }, regionsOf(scope), faults)
    }
  }
  return kept
}

/** The element itself, or the subprocess of that scope in which it stands. */
function standsIn(id: string, scope: string, process: ProcessStructure): string | undefined {
  const around = scopesAround(id, process)
  const depth = around.indexOf(scope)
  return depth === -1 ? undefined : depth === 0 ? id : around[depth - 1]
}

function outside(scope: string, process: ProcessStructure): string[] {
  if (scope === '') return []
  const inside = new Set(within(scope, process))
  const all = [...process.elements.map(({ id }) => id), ...process.flows.map(({ id }) => id)]
  return all.filter(id => !inside.has(id))
}

function beside(target: string, regions: readonly Region[], process: ProcessStructure): string[] {
  const others = regions
    .filter(region => branchOf(target, region) >= 0)
    .flatMap(region => region.branches.filter((_, i) => i !== branchOf(target, region)))
  return others.flatMap(branch => [...branch].flatMap(id => [id, ...within(id, process)]))
}

/** Ids of all elements and sequence flows inside of a subprocess. */
const within = (scope: string, process: ProcessStructure): string[] =>
  process
    .children(scope)
    .flatMap(({ id }) => [id, ...process.outgoing(id).map(flow => flow.id), ...within(id, process)])

function checkBranch(
  { id, from, target }: { id: string; from: string; target: string },
  regions: readonly Region[],
  faults: Faults,
): void {
  const crossed = regions.find(
    region => region.all && branchOf(target, region) >= 0 && branchOf(target, region) !== branchOf(from, region),
  )
  if (crossed === undefined) return
  const message = `${id} can't send work to ${target}: it lies on another branch of ${crossed.split}. Choose an element of the same branch or one before ${crossed.split}.`
  faults.at(id, 'flow.return_across_branches', message)
}

const branchOf = (id: string, region: Region): number => region.branches.findIndex(branch => branch.has(id))
