import fs from 'node:fs'
import path from 'node:path'

/**
 * One thing that a guide tells its reader to do, as its fenced blocks say it:
 *
 * - `json file=<path>` (any language): write this file; `<Some label>` in it is what was last printed behind that label;
 * - `diff file=<path>`: edit a file; `diff studio=<id>`: the same in the studio, published at once;
 * - `json record=<entity> as=<login>`: write a record in the browser;
 * - `sh start`: start an installation and leave it running;
 * - `sh run`: run commands; the block `text output` behind it is all that they print, `…` stands for what differs.
 */
export type GuideStep =
  | { does: 'write'; file: string; text: string }
  | ({ does: 'edit'; file: string } & Edit)
  | ({ does: 'publish'; id: string } & Edit)
  | { does: 'record'; entity: string; login: string; values: object }
  | { does: 'start'; commands: string[] }
  | { does: 'run'; commands: string[]; prints: string }

export interface Edit {
  before: string
  after: string
}

const BLOCK = /^```(\w+) ([^\n]+)\n([\s\S]*?)^```$/gm

/** The steps of `docs/guides/<name>.md`. Throws on a block that it doesn't understand. */
export function guideSteps(name: string): GuideStep[] {
  const guide = fs.readFileSync(path.join(import.meta.dirname, `../../docs/guides/${name}.md`), 'utf8')
  const steps: GuideStep[] = []
  for (const [, language = '', mark = '', text = ''] of guide.matchAll(BLOCK)) {
    const last = steps.at(-1)
    if (mark !== 'output') steps.push(stepOf(language, settingsOf(mark), text))
    else if (last?.does === 'run') last.prints = text
    else throw new Error(`${name}: an output without commands: ${text}`)
  }
  return steps
}

/** `file=a.json` and `run` → { file: 'a.json', run: '' } */
const settingsOf = (mark: string): Record<string, string> =>
  Object.fromEntries(mark.split(' ').map(each => [each.split('=')[0]!, each.split('=')[1] ?? '']))

function stepOf(language: string, settings: Record<string, string>, text: string): GuideStep {
  const { file, studio, record, as, run, start } = settings
  if (language === 'diff' && file) return { does: 'edit', file, ...editOf(text) }
  if (language === 'diff' && studio) return { does: 'publish', id: studio, ...editOf(text) }
  if (file) return { does: 'write', file, text }
  if (record && as) return { does: 'record', entity: record, login: as, values: JSON.parse(text) }
  if (start !== undefined) return { does: 'start', commands: text.trim().split('\n') }
  if (run !== undefined) return { does: 'run', commands: text.trim().split('\n'), prints: '' }
  throw new Error(`A block says nothing that can be followed: ${JSON.stringify(settings)}`)
}

function editOf(text: string): Edit {
  const side = (signs: string) =>
    text
      .split('\n')
      .filter(line => line !== '' && signs.includes(line[0]!))
      .map(line => `${line.slice(1)}\n`)
      .join('')
  return { before: side(' -'), after: side(' +') }
}

/** The text with the edit made. Throws unless it holds what is replaced exactly once. */
export function edited(text: string, { before, after }: Edit): string {
  if (before === '' || text.split(before).length !== 2) throw new Error(`This stands not once in the text:\n${before}`)
  return text.replace(before, () => after)
}

/** What a block of output matches, line by line: `…` is any part of a line, a line of its own any lines. */
export function printedLike(prints: string): RegExp {
  const lines = prints.split('\n').map(line => (line === '…' ? '(?:.*\\n)*?.*' : pattern(line)))
  return new RegExp(`^${lines.join('\\n')}$`)
}

const pattern = (line: string): string => line.split('…').map(escaped).join('.*')

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
