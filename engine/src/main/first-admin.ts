import type { OpenEngine } from './open-engine.ts'

/**
 * An installation without accounts gets one administrator (login `admin`), who sets his password by a one-time link: its
 * token. Null when there are accounts.
 */
export async function ensureFirstAdmin({ accounts }: OpenEngine): Promise<string | null> {
  if ((await accounts.count()) > 0) return null
  await accounts.add({ login: 'admin', name: 'Administrator', personId: null, roles: ['platform_admin'] })
  return accounts.passwordLink('admin')
}
