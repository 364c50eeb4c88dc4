import { mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'

/** Head of the chain of blocks at one time, kept outside of the database. */
export interface Anchor {
  block: string
  /** Hex. */
  hash: string
  /** Instant at which the anchor was written. */
  at: string
}

/**
 * A file of anchors, one JSON line each, only appended to. Whoever can rewrite the whole database can't also make it agree
 * with heads that were copied elsewhere.
 */
export interface AnchorFile {
  readonly path: string
  /** In the order written. A last line that was cut off by a crash is left out. */
  read(): Promise<Anchor[]>
  /** On the disk when it resolves. */
  append(anchor: Anchor): Promise<void>
}

export function anchorFile(dataDir: string): AnchorFile {
  const file = path.join(dataDir, 'audit-anchors.jsonl')
  return { path: file, read: () => readAnchors(file), append: anchor => appendAnchor(file, anchor) }
}

async function readAnchors(file: string): Promise<Anchor[]> {
  const text = await textOf(file)
  // What stands behind the last line feed is empty, or the rest of a write that never finished.
  return text.split('\n').slice(0, -1).flatMap(anchorIn)
}

/** A half line that a crash left names no block. */
function anchorIn(line: string): Anchor[] {
  try {
    return [JSON.parse(line) as Anchor]
  } catch {
    return []
  }
}

async function appendAnchor(file: string, anchor: Anchor): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const torn = !['', '\n'].includes((await textOf(file)).slice(-1))
  const handle = await open(file, 'a')
  try {
    await handle.appendFile(`${torn ? '\n' : ''}${JSON.stringify(anchor)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
