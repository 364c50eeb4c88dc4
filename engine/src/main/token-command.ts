import { systemClock } from '../base/clock.ts'
import { silentLog } from '../base/log.ts'
import type { TokenOrder } from '../cli/commands/token.ts'
import type { Configuration } from '../host/configuration.ts'
import { createAccessTokens, type AccessToken, type AccessTokens } from '../runtime/access-tokens.ts'
import { systemPrincipal } from '../runtime/command-runner.ts'
import { openDatabase } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'

const DAY_MS = 24 * 60 * 60_000
const ASKER = { by: systemPrincipal, cause: 'cli' }

/** `jingwei token create` */
export const createToken = (
  configuration: Configuration,
  { login, days, ...order }: TokenOrder,
): Promise<{ token: string; made: AccessToken }> =>
  withTokens(configuration, async tokens => {
    const accountId = await tokens.accountOf(login)
    const endsAt = new Date(systemClock.now().getTime() + days * DAY_MS)
    return tokens.create({ ...order, ...ASKER, accountId, endsAt })
  })

/** `jingwei token list` */
export const listTokens = (configuration: Configuration, login: string): Promise<AccessToken[]> =>
  withTokens(configuration, async tokens => tokens.list(await tokens.accountOf(login)))

/** `jingwei token revoke` */
export const revokeToken = (configuration: Configuration, id: string): Promise<void> =>
  withTokens(configuration, tokens => tokens.revoke({ ...ASKER, id, accountId: null }))

/** Works beside a running engine, and without one. */
async function withTokens<T>(configuration: Configuration, work: (tokens: AccessTokens) => Promise<T>): Promise<T> {
  const { databaseUrl, databaseOwnerUrl, dataDir } = configuration
  const database = await openDatabase({
    ...(databaseUrl ? { url: databaseUrl } : { embedded: { dataDir } }),
    ...(databaseOwnerUrl ? { ownerUrl: databaseOwnerUrl } : {}),
    maxConnections: 2,
    log: silentLog,
  })
  try {
    await migrate(database, silentLog)
    return await work(createAccessTokens({ database, clock: systemClock }))
  } finally {
    await database.close()
  }
}
