import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'

const repository = path.resolve(import.meta.dirname, '../..')

/** Guides whose files and commands are followed here, word by word, up to where a running server is needed. */
const GUIDES = ['model-your-first-process']

test.each(GUIDES)(
  '%s can be followed as it is written',
  guide => {
    const steps = stepsOf(fs.readFileSync(path.join(repository, `docs/guides/${guide}.md`), 'utf8'))
    const folder = workFolder()
    try {
      for (const step of steps) {
        if ('file' in step) write(path.join(folder, step.file), step.text)
        else expect(outputOf(step, folder)).toContain(step.output)
      }
      expect(steps.filter(step => 'commands' in step).length).toBeGreaterThan(2)
    } finally {
      fs.rmSync(folder, { recursive: true })
    }
  },
  60_000,
)

type Step = { file: string; text: string } | Run

interface Run {
  commands: string[]
  /** An edit made by hand before the commands: this text of a file becomes that one. */
  edit?: { file: string; replace: string; by: string }
  /** Stands in what they print. */
  output: string
}

const BLOCK = /^```(\w+) ([^\n]+)\n([\s\S]*?)^```$/gm

/** Blocks with `file=` are files, those marked `run` commands, and the `output` behind them is what they print. */
function stepsOf(guide: string): Step[] {
  const steps: Step[] = []
  for (const [, , mark = '', text = ''] of guide.matchAll(BLOCK)) {
    const settings = settingsOf(mark)
    const last = steps.at(-1)
    if (settings['file']) steps.push({ file: settings['file'], text })
    else if (mark.startsWith('run')) steps.push({ commands: text.trim().split('\n'), output: '', ...editOf(settings) })
    else if (mark === 'output' && last && 'commands' in last) last.output = text.trimEnd()
  }
  return steps
}

const settingsOf = (mark: string): Record<string, string> =>
  Object.fromEntries([...mark.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name!, value!]))

const editOf = ({ edit, replace, by }: Record<string, string>): Pick<Run, 'edit'> =>
  edit && replace && by ? { edit: { file: edit, replace, by } } : {}

/** An empty folder that sees the repository's packs, as a clone would. */
function workFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-guide-'))
  fs.symlinkSync(path.join(repository, 'definitions'), path.join(folder, 'definitions'))
  return folder
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}

function outputOf({ commands, edit }: Run, folder: string): string {
  if (edit) {
    const file = path.join(folder, edit.file)
    const text = fs.readFileSync(file, 'utf8')
    expect(text).toContain(edit.replace)
    fs.writeFileSync(file, text.replace(edit.replace, edit.by))
  }
  return commands.map(command => printed(command.split(' '), folder)).join('')
}

function printed([npx, jingwei, ...argv]: string[], folder: string): string {
  expect([npx, jingwei]).toEqual(['npx', 'jingwei'])
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(repository, 'engine/bin/jingwei.mjs'), ...argv], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return stdout + stderr
}
