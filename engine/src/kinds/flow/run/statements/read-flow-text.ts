import type { Statement } from '../../../../runtime/context.ts'

/** $1: name of a flow, $2: version. */
export const readFlowText: Statement = {
  name: 'flow-read-text',
  text: `select id, text, hash from jw.definition_version where kind = 'flow' and name = $1 and version = $2`,
}
