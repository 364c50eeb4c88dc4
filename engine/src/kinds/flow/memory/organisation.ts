import { headInChain, type PeopleDirectory, type PeopleQuery, type Person, type UnitLink } from '../people.ts'

/** The organisation that a case or a simulation speaks of. Keys stand for ids. */
export interface Organisation {
  units?: Readonly<Record<string, { type: string; parent?: string | null; head?: string | null }>>
  people?: Readonly<Record<string, OrganisationPerson>>
}

export interface OrganisationPerson {
  name?: string
  unit?: string
  position?: string
  roles?: readonly string[]
  /** Default true. */
  active?: boolean
}

/** Answers from plain data, with the same rules as the database. */
export function organisationDirectory(organisation: Organisation): PeopleDirectory {
  const people = organisation.people ?? {}
  const person = (id: string): Person[] => {
    const found = Object.hasOwn(people, id) ? people[id]! : undefined
    return found === undefined ? [] : [{ id, name: found.name ?? id, active: found.active ?? true }]
  }
  const whoHas = (test: (p: OrganisationPerson) => boolean): Person[] =>
    Object.keys(people)
      .filter(id => test(people[id]!))
      .flatMap(person)
  const answer = (query: PeopleQuery): Person[] => {
    switch (query.by) {
      case 'id':
        return person(query.id)
      case 'code':
        return person(query.code)
      case 'position':
        return whoHas(p => p.position === query.code)
      case 'role':
        return whoHas(p => p.roles?.includes(query.name) ?? false)
      default:
        return headInChain(query, chainOf(query.of, organisation, person))
    }
  }
  return { find: async queries => queries.map(answer) }
}

function chainOf(id: string, { units = {}, people = {} }: Organisation, person: (id: string) => Person[]): UnitLink[] {
  const chain: UnitLink[] = []
  const seen = new Set<string>()
  let key = people[id]?.unit
  while (key !== undefined && Object.hasOwn(units, key) && !seen.has(key)) {
    seen.add(key)
    const unit = units[key]!
    chain.push({ type: unit.type, head: unit.head == null ? null : (person(unit.head)[0] ?? null) })
    key = unit.parent ?? undefined
  }
  return chain
}
