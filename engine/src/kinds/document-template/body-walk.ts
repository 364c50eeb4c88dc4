import type { Linker, Reference } from '../../metadata/kind.ts'
import type { UsedTitle } from './document-template.ts'
import type { Faults } from './faults.ts'
import type { AstNode } from './template-ast.ts'

/** What the walk over a body knows and gathers. */
export interface BodyWalk {
  link: Linker
  faults: Faults
  reads: Set<string>
  titles: Map<string, UsedTitle>
  /** The fields that the body names. */
  references: Reference[]
  /** Where a node of the body stands in the whole text. */
  spanOf(node: AstNode): { from: number; to: number; text: string }
}
