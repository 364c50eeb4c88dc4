import type { Terminal } from '../cli/terminal.ts'
import type { OpenEngine } from './open-engine.ts'

/** An installation without accounts gets one administrator, who sets his password by a one-time link. */
export async function ensureFirstAdmin({ accounts }: OpenEngine, address: string, terminal: Terminal): Promise<void> {
  if ((await accounts.count()) > 0) return
  await accounts.add({ login: 'admin', name: 'Administrator', personId: null, roles: ['platform_admin'] })
  const token = await accounts.passwordLink('admin')
  terminal.print(`Set the password of the first administrator (login admin) within a day: ${address}/password/${token}`)
}
