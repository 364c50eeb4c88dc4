import { Defect, InvalidInput, type InputProblem } from '../base/errors.ts'

const list = (problems: readonly InputProblem[]): string =>
  problems.map(problem => `${problem.pointer || 'the whole'} ${problem.message}`).join('; ')

export class PluginNotFound extends InvalidInput {
  constructor(plugin: string, packageName: string) {
    super(
      'plugin.not_found',
      `The plugin ${plugin} isn't installed: run npm install ${packageName}, or take it out of jingwei.config.json.`,
      { details: { plugin } },
    )
  }
}

export class PluginListedTwice extends InvalidInput {
  constructor(plugin: string) {
    super('plugin.listed_twice', `The plugin ${plugin} stands twice in jingwei.config.json: keep one entry.`, {
      details: { plugin },
    })
  }
}

export class PluginManifestUnreadable extends Defect {
  constructor(plugin: string, cause: unknown) {
    super(
      'plugin.manifest_unreadable',
      `The plugin.json of ${plugin} can't be read (${(cause as Error).message}): write it at the top of the plugin's package.`,
      { details: { plugin }, cause },
    )
  }
}

export class PluginManifestInvalid extends Defect {
  constructor(plugin: string, problems: InputProblem[]) {
    super(
      'plugin.manifest_invalid',
      `The plugin.json of ${plugin} is wrong: ${list(problems)}. Correct it; the plugin was not started.`,
      {
        details: { plugin, problems },
      },
    )
  }
}

export class PluginEngineMismatch extends InvalidInput {
  constructor(plugin: string, range: string, engine: string) {
    super(
      'plugin.engine_mismatch',
      `The plugin ${plugin} is made for engine ${range} and this is ${engine}: install a version of the plugin for this engine.`,
      { details: { plugin, range, engine } },
    )
  }
}

export class PluginSettingsInvalid extends InvalidInput {
  constructor(plugin: string, problems: InputProblem[]) {
    super(
      'plugin.settings_invalid',
      `The settings of the plugin ${plugin} are wrong: ${list(problems)}. Correct them in jingwei.config.json.`,
      {
        problems,
        details: { plugin },
      },
    )
  }
}

export class PluginFailed extends Defect {
  constructor(plugin: string, cause: unknown) {
    super('plugin.failed', `The plugin ${plugin} could not start: ${(cause as Error).message}`, {
      details: { plugin },
      cause,
    })
  }
}

export class PluginContributionMismatch extends Defect {
  constructor(plugin: string, what: string, problem: string) {
    super(
      'plugin.contribution_mismatch',
      `The plugin ${plugin} ${problem} ${what}: its plugin.json and its code must name the same functions and channels.`,
      { details: { plugin, what } },
    )
  }
}

export class NoticeChannelTaken extends Defect {
  constructor(channel: string) {
    super(
      'plugin.channel_taken',
      `Two plugins offer the notice channel ${channel}: take one of them out of jingwei.config.json.`,
      {
        details: { channel },
      },
    )
  }
}
