import { jsonOption, type Command } from '../command.ts'
import { writeFiles } from '../write-files.ts'

export interface FmtParts {
  /**
   * Files of these packs that have a canonical form; `canonical` is absent when the text can't be parsed, `comments` says
   * how many are not in it.
   */
  canonicalFiles(
    folders: readonly string[],
  ): Promise<{ file: string; text: string; canonical?: string; comments: number }[]>
}

export const fmt: Command<FmtParts> = {
  name: 'fmt',
  summary: 'Write packs in their canonical form',
  usage: '<packs…>',
  options: {
    check: { type: 'boolean', help: 'Change nothing; exit code 1 when a file is not canonical' },
    json: jsonOption,
  },
  examples: ['fmt packs/sales # write it', 'fmt packs/sales --check # in a build'],
  positionals: { atLeast: 1 },
  async run({ positionals, values }, parts, terminal) {
    const files = await parts.canonicalFiles(positionals)
    const broken = files.filter(({ canonical }) => canonical === undefined).map(({ file }) => file)
    const changed = files.filter(({ text, canonical }) => canonical !== undefined && canonical !== text)
    if (!values['check']) await writeFiles(changed.map(({ file, canonical }) => ({ file, text: canonical! })))
    const names = changed.map(({ file }) => file)
    if (values['json']) terminal.print(JSON.stringify({ files: files.length, changed: names, broken }))
    else {
      for (const { file, comments } of changed) {
        const lost = comments === 0 ? '' : `, without its ${comments === 1 ? 'comment' : `${comments} comments`}`
        terminal.print(values['check'] ? `${file} is not canonical` : `${file} written${lost}`)
      }
      for (const name of broken) terminal.complain(`${name} can't be parsed; see jingwei check`)
    }
    return broken.length > 0 || (values['check'] && changed.length > 0) ? 1 : 0
  },
}
