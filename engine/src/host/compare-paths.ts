import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { InvalidInput } from '../base/errors.ts'
import type { Comparison } from '../metadata/compare/change.ts'
import { compareTexts } from '../metadata/compare/compare-texts.ts'
import type { Kind, PackFile } from '../metadata/kind.ts'
import type { PackFolder } from '../metadata/pack.ts'
import { readPackFile } from '../metadata/pack-file/pack-file.ts'
import { readArchiveFile } from './pack-archive.ts'
import { readPackFolder } from './read-pack-folder.ts'

export interface ComparedFile {
  /** Path inside the pack, or the second file's name. */
  file: string
  comparison: Comparison
}

/** Code `diff.not_comparable`: the two are not two files of one kind, nor two packs. */
export class NotComparable extends InvalidInput {
  constructor(reason: string) {
    super('diff.not_comparable', `${reason} Give two files of one kind, or two packs (folders or .jwpack files).`)
  }
}

/**
 * What changes from one file to another, or in each definition from one pack to another (a folder or a pack file); equal
 * ones are left out.
 */
export async function comparePaths(before: string, after: string, kinds: readonly Kind[]): Promise<ComparedFile[]> {
  const packs = await Promise.all([before, after].map(isPack))
  if (packs[0] !== packs[1]) throw new NotComparable('A pack can’t be compared with a single definition.')
  const compared = packs[0] ? await comparePacks(before, after, kinds) : [await compareFiles(before, after, kinds)]
  return compared.filter(({ comparison }) => comparison.changes.length > 0)
}

const isPack = async (name: string): Promise<boolean> => (await isFolder(name)) || name.endsWith('.jwpack')

async function isFolder(name: string): Promise<boolean> {
  try {
    return (await stat(name)).isDirectory()
  } catch (cause) {
    throw new InvalidInput('diff.unreadable', `"${name}" can't be read. Name a file or a folder that is there.`, {
      cause,
    })
  }
}

async function compareFiles(before: string, after: string, kinds: readonly Kind[]): Promise<ComparedFile> {
  const kind = kinds.find(({ suffix }) => before.endsWith(suffix) && after.endsWith(suffix))
  if (!kind) throw new NotComparable(`"${before}" and "${after}" are no definitions of one kind.`)
  const [old, now] = await Promise.all([before, after].map(name => readFile(name, 'utf8')))
  return { file: path.basename(after), comparison: await compareTexts(kind, old, now) }
}

async function comparePacks(before: string, after: string, kinds: readonly Kind[]): Promise<ComparedFile[]> {
  const [old, now] = await Promise.all([before, after].map(pack => readPackFrom(pack, kinds)))
  return comparePackFiles(old!.files, now!.files, kinds)
}

/** What changes in each definition from one pack's files to another's; equal ones are left out. */
export async function comparePackFiles(
  before: readonly PackFile[],
  after: readonly PackFile[],
  kinds: readonly Kind[],
): Promise<ComparedFile[]> {
  const [old, now] = [before, after].map(files => new Map(files.map(({ path: name, text }) => [name, text])))
  const compared: ComparedFile[] = []
  for (const file of [...new Set([...old!.keys(), ...now!.keys()])].toSorted()) {
    const kind = kinds.find(({ folder, suffix }) => file.startsWith(`${folder}/`) && file.endsWith(suffix))
    if (kind) compared.push({ file, comparison: await compareTexts(kind, old!.get(file), now!.get(file)) })
  }
  return compared.filter(({ comparison }) => comparison.changes.length > 0)
}

/** The pack of a folder, or of a pack file. Throws PackUnreadable, FileUnreadable, PackFileRefused. */
export async function readPackFrom(pack: string, kinds: readonly Kind[]): Promise<PackFolder> {
  if (await isFolder(pack)) return readPackFolder(pack)
  return (await readPackFile(await readArchiveFile(pack), kinds)).folder
}
