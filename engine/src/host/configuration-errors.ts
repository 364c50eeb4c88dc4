import { InvalidInput } from '../base/errors.ts'

/** Every wrong setting ends the start with exit code 2 and this one sentence. */
export class BadSetting extends InvalidInput {
  static readonly code = 'configuration.bad_setting'
  constructor(setting: string, value: unknown, expected: string) {
    super(BadSetting.code, `${setting} is ${shown(setting, value)}; it must be ${expected}.`)
  }
}

export class UnknownSetting extends InvalidInput {
  static readonly code = 'configuration.unknown_setting'
  constructor(file: string, name: string, meant: string | undefined) {
    const advice =
      meant === undefined
        ? 'Take it out, or see docs/guides/configuration.md for those there are'
        : `Did you mean "${meant}"?`
    super(UnknownSetting.code, `${file} has the unknown setting "${name}". ${advice}${meant === undefined ? '.' : ''}`)
  }
}

export class SecretInFile extends InvalidInput {
  static readonly code = 'configuration.secret_in_file'
  constructor(file: string, name: string, variable: string) {
    super(
      SecretInFile.code,
      `${file} holds "${name}", which is a secret. Take it out and set the environment variable ${variable}.`,
    )
  }
}

export class UnreadableConfiguration extends InvalidInput {
  static readonly code = 'configuration.unreadable'
  constructor(file: string, reason: string) {
    super(
      UnreadableConfiguration.code,
      `${file} can't be read: ${reason}. Correct it, or take it away to use the defaults.`,
    )
  }
}

/** Database addresses carry passwords, which must not end in a log. */
const shown = (setting: string, value: unknown): string =>
  setting.startsWith('DATABASE_') ? 'not understood' : JSON.stringify(value).slice(0, 200)
