import { readdirSync, readFileSync } from 'node:fs'
import { kinds } from '../../engine/src/kinds/index.ts'
import { compileDefinitions } from '../../engine/src/metadata/compile-definitions.ts'
import type { Diagnostic } from '../../engine/src/metadata/diagnostic.ts'
import type { CallableSignature } from '../../engine/src/metadata/linker.ts'
import { CARET, type TextFault } from './text-fault.ts'

/** Where a diagnostic must point. */
export interface CaretPlace {
  file: string
  line: number
  column: number
}

type Texts = Readonly<Record<string, string>>

const folder = new URL('./sound-pack/', import.meta.url)

const sound: Texts = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => `${entry.parentPath}/${entry.name}`.slice(folder.pathname.length).replace(/^\//, ''))
    .map(path => [`visits/${path}`, readFileSync(new URL(path, folder), 'utf8')]),
)

/** The diagnostics of a spoilt pack, and the place that its caret marks. */
export async function compileWrong(fault: TextFault): Promise<{ diagnostics: Diagnostic[]; place: CaretPlace }> {
  const texts = put(fault, fault.wrong)
  const marked = Object.keys(texts).filter(path => texts[path]!.includes(CARET))
  if (marked.length > 1) throw new Error(`${fault.code}: the caret stands in ${marked.join(' and ')}.`)
  const [path = fault.shown ?? fault.file] = marked
  const [before, ...behind] = (marked.length === 0 ? CARET : texts[path]!).split(CARET)
  if (behind.length !== 1) throw new Error(`${fault.code}: the caret stands ${behind.length} times.`)
  const lines = before!.split('\n')
  const place = { file: fault.shown ?? path, line: lines.length, column: lines.at(-1)!.length + 1 }
  return { diagnostics: await compile(texts), place }
}

/** The diagnostics of the corrected twin. */
export const compileRight = (fault: TextFault): Promise<Diagnostic[]> =>
  compile(put(fault, fault.right ?? fault.replace ?? sound[fault.file]))

export const compileSound = (): Promise<Diagnostic[]> => compile(sound)

function put({ code, file, replace, beside }: TextFault, by: string | undefined): Texts {
  const texts: Record<string, string> = { ...sound, ...beside }
  if (replace !== undefined) {
    const [before, behind, ...more] = (texts[file] ?? '').split(replace)
    if (behind === undefined || more.length > 0)
      throw new Error(`${code}: "${replace}" does not stand once in ${file}.`)
    texts[file] = `${before}${by}${behind}`
  } else if (by === undefined) delete texts[file]
  else texts[file] = by
  return texts
}

async function compile(marked: Texts): Promise<Diagnostic[]> {
  const texts = Object.entries(marked).map(([path, text]) => ({ path, text: text.replace(CARET, '') }))
  const packs = Map.groupBy(
    texts.filter(({ path }) => !path.startsWith(LOCAL)),
    ({ path }) => path.slice(0, path.indexOf('/')),
  )
  const { diagnostics } = await compileDefinitions({
    packs: [...packs].map(([pack, files]) => ({
      folder: pack,
      files: files.map(({ path, text }) => ({ path: path.slice(pack.length + 1), text })),
    })),
    kinds,
    functions,
    local: texts
      .filter(({ path }) => path.startsWith(LOCAL))
      .map(({ path, text }) => ({ id: path.slice(LOCAL.length), text })),
  })
  return diagnostics
}

const LOCAL = 'local:'

const signature = (name: string, effect: CallableSignature['effect'], properties: object): CallableSignature => ({
  name,
  title: name,
  effect,
  input: { type: 'object', required: Object.keys(properties), properties },
  output: { type: 'object', properties: { count: { type: 'integer' } } },
  run: () => ({}),
})

const functions = [
  signature('house.tidy', 'transactional', { room: { type: 'string', enum: ['kitchen', 'hall'] } }),
  signature('house.count', 'pure', { people: { type: 'array', items: { type: 'string' } } }),
  signature('bank.pay', 'external', {}),
]
