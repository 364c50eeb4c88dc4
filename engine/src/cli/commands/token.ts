import type { Configuration } from '../../host/configuration.ts'
import type { AccessToken } from '../../runtime/access-tokens.ts'
import type { ProgramRight } from '../../runtime/context.ts'
import { jsonOption, type Command, type Option } from '../command.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'
import type { Terminal } from '../terminal.ts'

export interface TokenOrder {
  login: string
  name: string
  rights: readonly ProgramRight[]
  days: number
}

export interface TokenParts extends Surroundings {
  /** Throws UnknownAccount, BadTokenEnd. */
  createToken(configuration: Configuration, order: TokenOrder): Promise<{ token: string; made: AccessToken }>
  /** Of one account. Throws UnknownAccount. */
  listTokens(configuration: Configuration, login: string): Promise<AccessToken[]>
  /** Throws UnknownAccessToken. */
  revokeToken(configuration: Configuration, id: string): Promise<void>
}

const login: Option = { type: 'string', value: 'login', help: 'Whose token; it never opens more than he may' }
const RIGHTS: readonly string[] = ['read', 'edit', 'publish', 'work', 'send']
const isRight = (text: string): text is ProgramRight => RIGHTS.includes(text)

export const tokenCreate: Command<TokenParts> = {
  name: 'token create',
  summary: 'Make an access token for a program, e.g. for jingwei push',
  usage: '--login <login> --name <name>',
  options: {
    login,
    name: { type: 'string', help: 'What it is for, e.g. the build server' },
    days: { type: 'string', value: 'number', help: 'It ends after so many days (default: 90, at most 366)' },
    rights: {
      type: 'string',
      help: 'Of read,edit,publish (definitions), work (external tasks), send (messages): what it may do (default: the first three)',
    },
    json: jsonOption,
    ...installationOptions,
  },
  examples: ['token create --login li.na --name "deploy from test" # printed once; keep it like a password'],
  async run(args, parts, terminal) {
    const { values } = args
    const [days, rights] = [String(values['days'] ?? 90), String(values['rights'] ?? 'read,edit,publish').split(',')]
    if (values['login'] === undefined || values['name'] === undefined)
      return complain(terminal, 'Say for whom and for what: --login <login> --name <name>.')
    if (!/^[1-9]\d{0,2}$/.test(days)) return complain(terminal, `--days is a number of days, not "${days}".`)
    if (!rights.every(isRight)) return complain(terminal, `--rights are some of ${RIGHTS.join(',')}.`)
    const order = { login: String(values['login']), name: String(values['name']), rights, days: Number(days) }
    const { token, made } = await parts.createToken(configurationOf(args, parts), order)
    if (values['json']) terminal.print(JSON.stringify({ ...made, token }))
    else {
      terminal.print(token)
      // Beside, so that the token alone goes through a pipe.
      terminal.complain(
        `Shown once. Ends ${made.endsAt.toISOString()}; jingwei token revoke ${made.id} ends it at once.`,
      )
    }
    return 0
  },
}

export const tokenList: Command<TokenParts> = {
  name: 'token list',
  summary: 'Show the access tokens of an account, without their secrets',
  usage: '--login <login>',
  options: { login, json: jsonOption, ...installationOptions },
  async run(args, parts, terminal) {
    if (args.values['login'] === undefined) return complain(terminal, 'Say whose: --login <login>.')
    const tokens = await parts.listTokens(configurationOf(args, parts), String(args.values['login']))
    if (args.values['json']) terminal.print(JSON.stringify({ items: tokens }))
    else for (const token of tokens) terminal.print(lineOf(token, terminal))
    return 0
  },
}

export const tokenRevoke: Command<TokenParts> = {
  name: 'token revoke',
  summary: 'End an access token at once',
  usage: '<id>',
  options: installationOptions,
  positionals: { atLeast: 1 },
  async run(args, parts, terminal) {
    await parts.revokeToken(configurationOf(args, parts), args.positionals[0]!)
    terminal.print('It opens nothing any more.')
    return 0
  },
}

function lineOf({ id, name, rights, endsAt, lastUsedAt, state }: AccessToken, { tint }: Terminal): string {
  const used = lastUsedAt === null ? 'never used' : `used ${lastUsedAt.toISOString()}`
  const line = `${id}  ${name}  ${rights.join(',')}  ends ${endsAt.toISOString()}, ${used}`
  return state === 'active' ? line : tint('faint', `${line}  (${state})`)
}

function complain(terminal: Terminal, sentence: string): 2 {
  terminal.complain(sentence)
  return 2
}
