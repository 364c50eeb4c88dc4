import fs from 'node:fs/promises'
import path from 'node:path'

export interface WrittenFile {
  file: string
  text: string
  /** When it gets another name. */
  newFile?: string
}

/** Writes files so that an interrupted command leaves none half written: all drafts first, then all in their places. */
export async function writeFiles(files: readonly WrittenFile[]): Promise<void> {
  const drafts = await Promise.all(files.map(writeDraft))
  for (const { draft, place } of drafts) await fs.rename(draft, place)
  for (const { file, newFile } of files) if (newFile !== undefined && newFile !== file) await fs.rm(file)
}

async function writeDraft({ file, text, newFile = file }: WrittenFile): Promise<{ draft: string; place: string }> {
  const draft = path.join(path.dirname(newFile), `.${path.basename(newFile)}.${process.pid}`)
  await fs.writeFile(draft, text)
  return { draft, place: newFile }
}
