import { Conflict, InvalidInput, NotFound } from '../../base/errors.ts'
import type { Diagnostic } from '../../metadata/diagnostic.ts'

export class UnknownPackPlan extends NotFound {
  constructor(id: string) {
    super('pack_plan.unknown', `There is no plan ${id}, or it was taken back. Make it again.`)
  }
}

export class PackPlanEnded extends Conflict {
  constructor() {
    super('pack_plan.applied_already', 'This plan was applied already. Make a new one for a further change.')
  }
}

export class PackPlanStale extends Conflict {
  constructor() {
    super(
      'pack_plan.stale',
      'Something was published since you looked at this plan. It is made again with your choices kept; look at it and apply it again.',
    )
  }
}

export class PackConflictsOpen extends Conflict {
  constructor(open: number) {
    super(
      'pack_plan.conflicts_open',
      `${open} conflict(s) between the pack and your own changes are open. Choose base, theirs or ours for each.`,
      { details: { open } },
    )
  }
}

export class UnknownConflict extends InvalidInput {
  constructor(keys: readonly string[]) {
    super('pack_plan.unknown_conflict', `The plan has no such conflict: ${keys.join(', ')}. Load it again.`, {
      details: { keys },
    })
  }
}

export class PackInstalled extends Conflict {
  constructor(pack: string, version: string) {
    super('pack_plan.installed', `Pack "${pack}" is installed in version ${version}. Upgrade it instead.`, {
      details: { pack, version },
    })
  }
}

export class PackNotInstalled extends NotFound {
  constructor(pack: string) {
    super('pack_plan.not_installed', `Pack "${pack}" is not installed. Install it instead, or check the name.`)
  }
}

export class PackNotNewer extends Conflict {
  constructor(pack: string, installed: string, offered: string) {
    super(
      'pack_plan.not_newer',
      `Pack "${pack}" is installed in version ${installed}; the file has ${offered}. Give it a higher version, or allow an older one on purpose (--allow-older).`,
      { details: { pack, installed, offered } },
    )
  }
}

/** What a pack needs of the installation and what it does not find there. */
export interface Lack {
  kind: 'pack' | 'module' | 'plugin'
  name: string
  /** Range of versions, of packs. */
  wanted?: string
  found?: string
}

export class PackNeedsMore extends InvalidInput {
  constructor(pack: string, lacks: readonly Lack[]) {
    const list = lacks.map(({ kind, name, wanted, found }) => {
      const version = wanted === undefined ? '' : ` ${wanted}`
      return `${kind} "${name}"${version}${found === undefined ? '' : ` (installed: ${found})`}`
    })
    super(
      'pack_plan.needs_more',
      `Pack "${pack}" needs ${list.join(', ')}. Install those packs first; name modules and plugins in jingwei.config.json and start again.`,
      { details: { pack, lacks } },
    )
  }
}

export class PackNeeded extends Conflict {
  constructor(pack: string, by: readonly string[]) {
    super(
      'pack_plan.needed_by',
      `Pack "${pack}" is needed as it is by ${by.join(', ')}. Upgrade or uninstall those first.`,
      { details: { pack, by } },
    )
  }
}

export class PackFaulty extends InvalidInput {
  constructor(diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter(each => each.severity === 'error')
    const [first] = errors
    super(
      'pack_plan.faulty',
      `With this pack the definitions have ${errors.length} error(s) even without your own changes. First: ${first?.file}:${first?.line}:${first?.column} ${first?.message}`,
      { details: { diagnostics: errors } },
    )
  }
}
