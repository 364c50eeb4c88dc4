import type { Statement } from '../../../../runtime/context.ts'

/** $1: person. What `starter` means in expressions: references as ids. */
export const readStarter: Statement = {
  name: 'flow-read-starter',
  text: `select id, name, code, org_unit, "position" from app.person where id = $1`,
}
