import type { Source } from '../../../metadata/kind.ts'
import type { FlowContent } from '../content.ts'

const NAMESPACE = 'urn:jingwei:bpmn:'

/** Written for this engine, and not only readable for it. */
export const isStrict = ({ content: { dialect = 'jingwei' }, text }: Source<FlowContent>): boolean =>
  dialect === 'jingwei' && text.includes(NAMESPACE)
