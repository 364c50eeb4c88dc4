import { expect, test } from 'vitest'
import { Defect, InvalidInput, NotFound } from '../base/errors.ts'
import type { Command } from './command.ts'
import { runCli } from './run-cli.ts'
import { memoryTerminal } from './terminal.ts'

const greet: Command<{ greeting: string }> = {
  name: 'greet',
  summary: 'Say hello',
  usage: '<names…>',
  options: {
    loud: { type: 'boolean', help: 'Say it loudly' },
    times: { type: 'string', value: 'number', help: 'How often' },
  },
  examples: ['greet Lin --loud # wakes everybody'],
  positionals: { atLeast: 1 },
  run: async ({ positionals, values }, parts, terminal) => {
    terminal.print(`${parts.greeting} ${positionals.join(' ')}${values['loud'] ? '!' : ''}`)
    return 0
  },
}
const proof: Command<unknown> = { name: 'audit verify', summary: 'Prove', usage: '', options: {}, run: async () => 1 }
const failing = (error: Error): Command<unknown> => ({
  name: 'fail',
  summary: '',
  usage: '',
  options: {},
  run: () => Promise.reject(error),
})

async function run(...argv: string[]) {
  const terminal = memoryTerminal()
  const code = await runCli({ argv, commands: [greet, proof], parts: () => ({ greeting: 'hello' }), terminal })
  return { code, out: terminal.printed.join('\n'), err: terminal.complaints.join('\n') }
}

test('a command gets its arguments and options', async () => {
  expect(await run('greet', 'a', 'b', '--loud')).toEqual({ code: 0, out: 'hello a b!', err: '' })
})

test('a command may have two words, and gives its own exit code', async () => {
  expect(await run('audit', 'verify')).toMatchObject({ code: 1 })
})

test('help lists the commands, and the options of one', async () => {
  expect((await run('--help')).out).toMatch(/greet <names…> +Say hello/)
  expect((await run('greet', '--help')).out).toBe(`Say hello

Usage: jingwei greet <names…>

  --loud             Say it loudly
  --times <number>   How often

Examples:
  jingwei greet Lin --loud   wakes everybody`)
})

test.each([
  [[], 'Usage: jingwei'],
  [['gret', 'a'], 'There is no command "gret". Did you mean "greet"?'],
  [['audit'], 'There is no command "audit"'],
  [['greet'], 'Something is missing: jingwei greet <names…>'],
  [['greet', 'a', '--lod'], 'Did you mean --loud?'],
  [['greet', 'a', '--times'], "'--times <value>' argument missing"],
  [['audit', 'verify', 'x'], 'jingwei audit verify takes no "x".'],
])('a wrong call is explained and exits 2: %j', async (argv, words) => {
  const { code, out, err } = await run(...argv)

  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(words)
})

test.each([
  [new InvalidInput('configuration.bad_setting', 'PORT is "x"; it must be a number.'), 2],
  [new InvalidInput('pack.unreadable', 'There is no such folder.'), 2],
  [new NotFound('store.gone', 'It is gone.'), 1],
])('an expected error is one sentence: %s', async (error, code) => {
  const terminal = memoryTerminal()

  expect(await runCli({ argv: ['fail'], commands: [failing(error)], parts: () => ({}), terminal })).toBe(code)

  expect(terminal.complaints).toEqual([error.message])
})

test('a defect keeps its stack', async () => {
  const defect = new Defect('some.defect', 'We are wrong.')

  await expect(
    runCli({ argv: ['fail'], commands: [failing(defect)], parts: () => ({}), terminal: memoryTerminal() }),
  ).rejects.toBe(defect)
})
