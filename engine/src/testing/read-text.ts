import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'

/** A text as it is, or that of a file. */
export async function readText(textOrFile: string): Promise<{ text: string; file: string }> {
  if (/[\n<]/.test(textOrFile)) return { text: textOrFile, file: 'flow.bpmn' }
  return { text: await readFile(textOrFile, 'utf8'), file: basename(textOrFile) }
}
