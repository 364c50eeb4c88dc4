import type { RunContext } from '../../../../runtime/context.ts'
import { claimStartKey, findDeadStartKey, takeStartKey } from '../statements/message-starts.ts'

/**
 * May the run `id` start with this key? Not while another one of the definition that began with the same name and key is
 * unfinished. In several statements: whoever has waited for another one must look with fresh eyes.
 */
export async function claimKey(
  ctx: RunContext,
  { definition, name, key }: { definition: string; name: string; key: string },
  id: string,
): Promise<boolean> {
  const what = [definition, name, key]
  if ((await ctx.tx.query(claimStartKey, [...what, id])).length > 0) return true
  const [dead] = await ctx.tx.query<{ instance_id: string }>(findDeadStartKey, what)
  return dead !== undefined && (await ctx.tx.query(takeStartKey, [...what, id, dead.instance_id])).length > 0
}
