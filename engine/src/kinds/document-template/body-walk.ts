import type { Linker } from '../../metadata/kind.ts'
import type { UsedTitle } from './document-template.ts'
import type { Faults } from './faults.ts'

/** What the walk over a body knows and gathers. */
export interface BodyWalk {
  link: Linker
  faults: Faults
  reads: Set<string>
  titles: Map<string, UsedTitle>
}
