import { canonicalJson } from '../../../metadata/canonical.ts'
import schema from '../../../metadata/case.schema.json' with { type: 'json' }
import type { FlowCase } from './case-steps.ts'

/** The canonical text of a case file of a flow: what `<flow>.case.json` beside it holds. */
export const caseFileText = (flow: string, cases: readonly (FlowCase & { title: string; then: unknown })[]): string =>
  canonicalJson({ $kind: 'case', of: `flow/${flow}`, cases }, schema)
