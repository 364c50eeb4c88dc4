import { compileDefinitions, type CompileInput, type CompileOutput } from './compile-definitions.ts'
import type { Diagnostic } from './diagnostic.ts'
import { Memo } from './memo.ts'
import type { PackFolder } from './pack.ts'
import { planRename, type RenamePlan } from './rename/plan-rename.ts'
import { whereUsed, type Use } from './rename/where-used.ts'

/** Packs under work. A check after a change repeats only what rests on that change. */
export interface Workspace {
  /** Sets the text of a file of a pack (`<folder>/<path>`), or of a definition of the local layer (its id). */
  set(at: string, text: string): void
  /** Removes a file, or the local text of a definition. Unknown ones are ignored. */
  remove(at: string): void
  /** What `compileDefinitions` gives for the texts as they are now; the same object until one changes. */
  check(): Promise<CompileOutput>
  diagnostics(): Promise<Diagnostic[]>
  /** Every place that names a definition (`sales/entity/contract`), a field (`…#amount`) or a `function/…`. Throws UnknownTarget. */
  references(target: string): Promise<Use[]>
  /** What renaming a definition or a field would change; nothing is changed by asking. Throws as planRename does. */
  planRename(target: string, newName: string): Promise<RenamePlan>
  /** The texts as they are now, for a full compile or another workspace. */
  input(): CompileInput
}

/** Code that opens packs for editing: the studio, `jingwei rename`, a language server. Pure; runs in a browser too. */
export function createWorkspace(input: CompileInput): Workspace {
  return new IncrementalWorkspace(input)
}

class IncrementalWorkspace implements Workspace {
  readonly #fixed: Pick<CompileInput, 'kinds' | 'functions'>
  readonly #packs: { folder: string; files: Map<string, string> }[]
  readonly #local: Map<string, { text: string; layers?: readonly string[] }>
  readonly #memo = new Memo()
  #checked: Promise<CompileOutput> | undefined
  /** A memo serves one run at a time. */
  #lastRun: Promise<unknown> = Promise.resolve()

  constructor({ packs, kinds, functions, local = [] }: CompileInput) {
    this.#fixed = { kinds, functions }
    this.#packs = packs.map(({ folder, files }) => ({
      folder,
      files: new Map(files.map(({ path, text }) => [path, text])),
    }))
    this.#local = new Map(local.map(({ id, ...text }) => [id, text]))
  }

  set(at: string, text: string): void {
    if (this.#isId(at)) this.#local.set(at, { ...this.#local.get(at), text })
    else {
      const { pack, path } = this.#place(at)
      pack.files.set(path, text)
    }
    this.#checked = undefined
  }

  remove(at: string): void {
    if (this.#isId(at)) this.#local.delete(at)
    else {
      const { pack, path } = this.#place(at)
      pack.files.delete(path)
    }
    this.#checked = undefined
  }

  check(): Promise<CompileOutput> {
    return (this.#checked ??= this.#run())
  }

  async diagnostics(): Promise<Diagnostic[]> {
    return (await this.check()).diagnostics
  }

  async references(target: string): Promise<Use[]> {
    const input = this.input()
    return whereUsed(input, await this.check(), target)
  }

  planRename(target: string, newName: string): Promise<RenamePlan> {
    return planRename(this.input(), target, newName)
  }

  input(): CompileInput {
    const packs: PackFolder[] = this.#packs.map(({ folder, files }) => ({
      folder,
      files: [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => ({ path, text })),
    }))
    return { packs, ...this.#fixed, local: [...this.#local].map(([id, text]) => ({ id, ...text })) }
  }

  #run(): Promise<CompileOutput> {
    const input = this.input()
    const run = this.#lastRun.then(() => compileDefinitions(input, this.#memo))
    this.#lastRun = run.catch(() => undefined)
    return run
  }

  /** `<pack>/<kind>/<name>`: no file of a kind is named without a dot. */
  #isId(at: string): boolean {
    const [, kind, name, ...more] = at.split('/')
    return (
      more.length === 0 &&
      name !== undefined &&
      !name.includes('.') &&
      this.#fixed.kinds.some(each => each.name === kind)
    )
  }

  #place(file: string): { pack: { files: Map<string, string> }; path: string } {
    const owners = this.#packs.filter(({ folder }) => folder === '' || file.startsWith(`${folder}/`))
    const pack = owners.toSorted((a, b) => b.folder.length - a.folder.length)[0]
    if (!pack) throw new RangeError(`"${file}" lies in none of the packs of this workspace.`)
    return { pack, path: pack.folder === '' ? file : file.slice(pack.folder.length + 1) }
  }
}
