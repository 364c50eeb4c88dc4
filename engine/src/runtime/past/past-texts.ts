import type { Kind, Source } from '../../metadata/kind.ts'
import { readDefinition, sourceOf } from '../../metadata/read-definition.ts'
import { checkSchema } from '../../metadata/schema-check.ts'
import { readPastTexts } from '../../store/statements/past-definitions.ts'
import type { Transaction } from '../context.ts'

/** A published version, parsed, or the sentence that says why it can't be read any more. */
export type PastText = { source: Source } | { fault: string }

export interface VersionKey {
  id: string
  version: number
}

/** Parsed texts that are kept: a version is immutable, and after each publication the same ones are asked for again. */
const KEEP = 2_000

/** Reads published versions. What an earlier engine accepted may be refused by this one: that is a fault, never an exception. */
export class PastTexts {
  readonly #kinds: ReadonlyMap<string, Kind>
  readonly #known = new Map<string, PastText>()

  constructor(kinds: readonly Kind[]) {
    this.#kinds = new Map(kinds.map(kind => [kind.name, kind]))
  }

  /** One answer per key, in one statement for all that are not known yet. */
  async read(tx: Transaction, keys: readonly VersionKey[]): Promise<PastText[]> {
    const missing = keys.filter(key => !this.#known.has(nameOf(key)))
    if (missing.length > 0) await this.#load(tx, missing)
    const answers = keys.map(key => this.#known.get(nameOf(key)) ?? { fault: 'its text is not in this database.' })
    if (this.#known.size > KEEP) this.#known.clear()
    return answers
  }

  async #load(tx: Transaction, keys: readonly VersionKey[]): Promise<void> {
    const rows = await tx.query<VersionKey & { text: string }>(readPastTexts, [
      keys.map(key => key.id),
      keys.map(key => key.version),
    ])
    for (const row of rows) this.#known.set(nameOf(row), await this.#parse(row))
  }

  async #parse({ id, version, text }: VersionKey & { text: string }): Promise<PastText> {
    const [pack = '', kindName = '', name = ''] = id.split('/')
    const kind = this.#kinds.get(kindName)
    if (kind === undefined) return { fault: `this engine has no kind "${kindName}".` }
    const { read, diagnostics } = await readDefinition({ kind, pack, name, file: `${id}@${version}`, text })
    const faults =
      read === undefined || kind.parse ? diagnostics : [...diagnostics, ...(await checkSchema(read, kind.schema))]
    const error = faults.find(each => each.severity === 'error')
    if (read === undefined || error !== undefined) return { fault: error?.message ?? 'its text can not be read.' }
    return { source: sourceOf(read, id) }
  }
}

const nameOf = ({ id, version }: VersionKey): string => `${id}@${version}`
