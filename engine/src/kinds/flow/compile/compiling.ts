import type { FeelFunctions } from '../../../expression/index.ts'
import type { ScopeShape } from '../../../expression/feel-type.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import type { Linker, Reference } from '../../../metadata/kind.ts'
import type { FlowContent } from '../content.ts'
import type { Reads } from '../graph.ts'
import type { Faults } from './faults.ts'

/** What compiling one flow carries along. */
export interface Compiling {
  content: FlowContent
  link: Linker
  faults: Faults
  references: Reference[]
  /** Model of the record that the flow is about; null without one, or when it has faults of its own. */
  subject: EntityModel | null
  subjectName: string | null
  scope: ScopeShape
  functions: FeelFunctions
}

/** One element being compiled: what its expressions read is noted on the way. */
export interface CompilingElement {
  compiling: Compiling
  id: string
  reads: Reads
}
