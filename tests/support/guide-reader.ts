import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import { startEngineProcess, type EngineProcess } from './engine-process.ts'
import { edited, printedLike, type Edit, type GuideStep } from './guide.ts'
import { signIn } from './http-client.ts'

/** Somebody who follows guides word by word, in a folder that sees the repository's packs and modules as a clone would. */
export interface GuideReader {
  folder: string
  follow(step: GuideStep): Promise<void>
  /** Stops what was started and takes the folder away. */
  close(): Promise<void>
}

const repository = path.resolve(import.meta.dirname, '../..')
const PASSWORD = 'jingwei-demo'

interface Desk {
  folder: string
  /** Where the reader's terminal stands. */
  place: string
  printed: string
  engine: EngineProcess | undefined
}

export function openGuideReader(): GuideReader {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-guide-'))
  // The user of the embedded database passes through it.
  fs.chmodSync(folder, 0o755)
  for (const name of ['definitions', 'node_modules'])
    fs.symlinkSync(path.join(repository, name), path.join(folder, name))
  const desk: Desk = { folder, place: folder, printed: '', engine: undefined }
  return {
    folder,
    follow: step => follow(desk, step),
    async close() {
      await desk.engine?.stop()
      fs.rmSync(folder, { recursive: true })
    },
  }
}

async function follow(desk: Desk, step: GuideStep): Promise<void> {
  if (step.does === 'write') return write(desk, step.file, filled(step.text, desk))
  if (step.does === 'edit') return write(desk, step.file, edited(read(desk, step.file), step))
  if (step.does === 'publish') return publish(desk, step.id, step)
  if (step.does === 'record') return enter(desk, step)
  if (step.does === 'start') return start(desk, step.commands)
  const printed = step.commands.map(command => run(desk, command)).join('')
  desk.printed += printed
  // The texts side by side say more than a pattern that doesn't match.
  if (!printedLike(step.prints).test(printed)) expect(printed).toBe(step.prints)
}

const read = ({ folder }: Desk, file: string): string => fs.readFileSync(path.join(folder, file), 'utf8')

function write({ folder }: Desk, file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  fs.writeFileSync(path.join(folder, file), text)
}

/** `<Public key>` becomes what a command printed behind `Public key:`. */
const filled = (text: string, { printed }: Desk): string =>
  text.replace(/<([A-Z][\w ]*)>/g, (_, label: string) => {
    const [, value] = new RegExp(`^${label}: +(.*)$`, 'm').exec(printed) ?? []
    expect(value, label).toBeDefined()
    return value!
  })

/** What one command of the reader's terminal prints. */
function run(desk: Desk, command: string): string {
  const [program, ...words] = wordsOf(command)
  if (program === 'cd') {
    desk.place = path.join(desk.place, words[0]!)
    return ''
  }
  expect([program, words[0]]).toEqual(['npx', 'jingwei'])
  const bin = path.join(repository, 'engine/bin/jingwei.mjs')
  const { stdout, stderr } = spawnSync(process.execPath, [bin, ...words.slice(1)], {
    cwd: desk.place,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return stdout + stderr
}

const wordsOf = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word!)

/** In a terminal of its own: the reader's other one stays where it is. */
async function start(desk: Desk, commands: readonly string[]): Promise<void> {
  expect(commands.at(-1)).toBe('npx jingwei start')
  const there: Desk = { ...desk }
  for (const command of commands.slice(0, -1)) run(there, command)
  desk.engine = await startEngineProcess({ args: ['--demo'], cwd: there.place })
}

async function publish({ engine }: Desk, id: string, edit: Edit): Promise<void> {
  const admin = await signIn(engine!.url, 'admin', PASSWORD)
  const { text, hash } = (await admin.get(`/api/definitions/${id}`)).body
  const changes = [{ id, text: edited(text, edit), baseHash: hash }]
  expect(await admin.post('/api/publications', { changes })).toMatchObject({
    status: 201,
    body: { state: 'published' },
  })
}

async function enter({ engine }: Desk, { entity, login, values }: GuideStep & { does: 'record' }): Promise<void> {
  const person = await signIn(engine!.url, login, PASSWORD)
  expect(await person.post(`/api/records/${entity}`, values)).toMatchObject({ status: 201 })
}
