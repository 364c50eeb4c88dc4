import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { AccessTokens } from '../runtime/access-tokens.ts'
import type { Accounts } from '../runtime/accounts.ts'
import type { CommandRunner } from '../runtime/command-runner.ts'
import type { InstalledPacks } from '../runtime/packs/installed-packs.ts'
import type { PackPlans } from '../runtime/packs/pack-plans.ts'
import type { Principals } from '../runtime/principals.ts'
import type { Publisher } from '../runtime/publisher.ts'
import type { Drafts } from '../runtime/publishing/drafts.ts'
import type { Publications } from '../runtime/publishing/publications.ts'
import type { Route } from '../runtime/route.ts'
import type { SnapshotHolder } from '../runtime/snapshot-holder.ts'
import type { Database } from '../store/database.ts'

/** What the HTTP side is made of; main.ts puts it together. */
export interface HttpParts {
  database: Database
  commands: CommandRunner
  snapshots: SnapshotHolder
  publisher: Publisher
  publications: Publications
  drafts: Drafts
  packs: InstalledPacks
  packPlans: PackPlans
  accounts: Accounts
  accessTokens: AccessTokens
  principals: Principals
  /** Routes of the kinds and of the engine. */
  routes: readonly Route[]
  clock: Clock
  log: Log
  settings: HttpSettings
}

export interface HttpSettings {
  /** Language of people who chose none. */
  locale: 'zh-CN' | 'en'
  /** Folder of the built designer; null serves the API alone. */
  designerFolder: string | null
  /** `https://…` when the installation is reached from outside; cookies are then sent over TLS only. */
  publicUrl: string | null
  /** Demo sign-ins are offered on the sign-in page; only with demo data. */
  demoPassword: string | null
}
