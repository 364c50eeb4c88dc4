import { newId } from '../base/ids.ts'
import type { Organisation } from '../kinds/flow/memory/organisation.ts'
import type { HistoryEntry, StateRows } from '../kinds/flow/state.ts'
import type { Database } from '../store/database.ts'

/** The columns of the core pack's entities that flows ask for. */
const TABLES = `
  create table app.org_unit (id uuid primary key, code text, name text, type text, parent uuid, head uuid, active boolean);
  create table app."position" (id uuid primary key, code text, name text, roles jsonb);
  create table app.person (id uuid primary key, code text unique, name text, org_unit uuid, "position" uuid, active boolean);
  grant select on app.org_unit, app."position", app.person to jingwei_app`

/** People of a test: in the database they have ids, in the test they have names. */
export class TestPeople {
  readonly #database: Database
  readonly #ids = new Map<string, string>()

  private constructor(database: Database) {
    this.#database = database
  }

  static async create(database: Database, { units = {}, people = {} }: Organisation): Promise<TestPeople> {
    const created = new TestPeople(database)
    const { owner } = database
    await owner.query(TABLES)
    const unitIds = new Map(Object.keys(units).map(code => [code, newId()]))
    for (const code of Object.keys(people)) created.#ids.set(code, newId())
    const unit = (code: string | null | undefined) => (code == null ? null : (unitIds.get(code) ?? null))
    for (const [code, { type, parent, head }] of Object.entries(units))
      await owner.query('insert into app.org_unit values ($1, $2, $2, $3, $4, $5, true)', [
        unitIds.get(code),
        code,
        type,
        unit(parent),
        head == null ? null : (created.#ids.get(head) ?? null),
      ])
    for (const [code, person] of Object.entries(people)) {
      const position = newId()
      const roles = JSON.stringify(person.roles ?? [])
      await owner.query('insert into app."position" values ($1, $2, $2, $3)', [
        position,
        person.position ?? code,
        roles,
      ])
      await created.#add(code, {
        name: person.name ?? code,
        unit: unit(person.unit),
        position,
        active: person.active ?? true,
      })
    }
    return created
  }

  /** Somebody whom nobody knew is a person from now on. */
  async idOf(name: string): Promise<string> {
    if (!this.#ids.has(name)) {
      this.#ids.set(name, newId())
      await this.#add(name, { name, unit: null, position: null, active: true })
    }
    return this.#ids.get(name)!
  }

  async #add(
    code: string,
    { name, unit, position, active }: { name: string; unit: string | null; position: string | null; active: boolean },
  ): Promise<void> {
    const values = [this.#ids.get(code), code, name, unit, position, active]
    await this.#database.owner.query('insert into app.person values ($1, $2, $3, $4, $5, $6)', values)
  }

  /** With names where ids of people stand. */
  named(rows: StateRows & { history: readonly HistoryEntry[] }): StateRows & { history: readonly HistoryEntry[] } {
    const names = new Map([...this.#ids].map(([name, id]) => [id, name]))
    const nameOf = (id: string) => names.get(id) ?? id
    return {
      ...rows,
      instances: rows.instances.map(each => ({ ...each, starter: each.starter && nameOf(each.starter) })),
      participants: (rows.participants ?? []).map(each => ({ ...each, person: nameOf(each.person) })),
    }
  }
}
