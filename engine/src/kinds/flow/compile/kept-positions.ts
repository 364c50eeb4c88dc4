import type { FlowContent } from '../content.ts'
import type { Faults } from './faults.ts'
import { parallelRegions, type Region } from './parallel-regions.ts'

/**
 * What survives a return: a target on a branch of a parallel split leaves the other branches of that split alone.
 * A return from one branch into another is a fault: the branch it leaves would never reach the join.
 */
export function keptPositions(content: FlowContent, faults: Faults): Record<string, ReadonlySet<string>> {
  const regions = parallelRegions(content)
  const kept: Record<string, ReadonlySet<string>> = {}
  for (const { id, approval } of content.elements) {
    for (const target of [approval?.returnTo, approval?.rejectTo]) {
      if (target === undefined) continue
      kept[target] ??= beside(target, regions)
      checkBranch(id, target, regions, faults)
    }
  }
  return kept
}

function beside(target: string, regions: readonly Region[]): ReadonlySet<string> {
  const others = regions
    .filter(region => branchOf(target, region) >= 0)
    .flatMap(region => region.branches.filter((_, i) => i !== branchOf(target, region)))
  return new Set(others.flatMap(branch => [...branch]))
}

function checkBranch(from: string, target: string, regions: readonly Region[], faults: Faults): void {
  const crossed = regions.find(
    region => branchOf(target, region) >= 0 && branchOf(target, region) !== branchOf(from, region),
  )
  if (crossed === undefined) return
  const message = `${from} can't send work to ${target}: it lies on another branch of ${crossed.split}. Choose an element of the same branch or one before ${crossed.split}.`
  faults.at(from, 'flow.return_across_branches', message)
}

const branchOf = (id: string, region: Region): number => region.branches.findIndex(branch => branch.has(id))
