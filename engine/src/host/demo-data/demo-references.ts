import { BadDemoData } from './demo-files.ts'

/** Remembers loaded rows by their natural keys, so that later rows can name them: `{"$ref":"customer","code":"H001"}`. */
export class DemoReferences {
  readonly #ids = new Map<string, string>()
  readonly #now: Date

  constructor(now: Date) {
    this.#now = now
  }

  /** Every text of the row can name it. */
  remember(entity: string, row: Record<string, unknown>, id: string): void {
    for (const [field, value] of Object.entries(row))
      if (typeof value === 'string') this.#ids.set(keyOf(entity, field, value), id)
  }

  /** A copy with `$ref` and `$date` resolved. References to rows not yet loaded are left out and their paths given back. */
  resolve(row: Record<string, unknown>): { data: Record<string, unknown>; later: string[] } {
    const later: string[] = []
    const data = Object.fromEntries(
      Object.entries(row).flatMap(([field, value]) => {
        const resolved = this.#value(value)
        if (resolved === undefined) later.push(field)
        return resolved === undefined ? [] : [[field, resolved]]
      }),
    )
    return { data, later }
  }

  #value(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(item => this.#value(item))
    if (typeof value !== 'object' || value === null) return value
    if ('$ref' in value) return this.#reference(value as Record<string, string>)
    if ('$date' in value) return isoDate(shifted(this.#now, String(value.$date)))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#value(each)]))
  }

  #reference({ $ref: entity, ...key }: Record<string, string>): string | undefined {
    const [[field, value] = ['', '']] = Object.entries(key)
    return this.#ids.get(keyOf(entity!, field, value))
  }
}

const keyOf = (entity: string, field: string, value: string): string => `${entity}\0${field}\0${value}`

/** `-12d`, `+30d`, `-90m` (minutes) from `now`. Throws BadDemoData. */
export function shifted(now: Date, by: string): Date {
  const match = /^([+-]\d+)([dhm])$/.exec(by)
  if (!match) throw new BadDemoData('steps.json', `"${by}" is not a shift like -12d or -3h`)
  const unit = { d: 86_400_000, h: 3_600_000, m: 60_000 }[match[2] as 'd' | 'h' | 'm']
  return new Date(now.getTime() + Number(match[1]) * unit)
}

const isoDate = (at: Date): string => at.toISOString().slice(0, 10)
