import type { Asker } from './asker.ts'

/** A person as far as flows care. */
export interface Person {
  /** Record id; in a case, the person's key. */
  id: string
  name: string
  active: boolean
}

/** One question to the organisation; the answer is a list, empty when there is nobody. */
export type PeopleQuery =
  | { by: 'id'; id: string }
  | { by: 'code'; code: string }
  /** Head of the nearest unit of that type, from the unit of person `of` upward. */
  | { by: 'unit_head'; of: string; unitType: string }
  /** Level 1 = head of the own unit; for a head, of the unit above (and so on upward). */
  | { by: 'unit_level'; of: string; level: number }
  /** Nearest head above who is active and somebody else. */
  | { by: 'superior'; of: string }
  | { by: 'position'; code: string }
  | { by: 'role'; name: string }

/** Answers many questions at once, in their order. Answers inactive people too: removing them is the approval's business. */
export interface PeopleDirectory {
  find(queries: readonly PeopleQuery[], asker?: Asker): Promise<Person[][]>
}

/** A unit on the way from a person up to the top. */
export interface UnitLink {
  type: string
  head: Person | null
}

/**
 * Answers the questions that walk up the organisation. `chain` begins with the person's own unit and ends at the top.
 * The same rules serve the database and the organisation of a case.
 */
export function headInChain(
  query: Extract<PeopleQuery, { by: 'unit_head' | 'unit_level' | 'superior' }>,
  chain: readonly UnitLink[],
): Person[] {
  const others = chain.filter(link => link.head?.id !== query.of)
  const found = {
    unit_head: () => chain.find(link => link.type === (query as { unitType: string }).unitType),
    unit_level: () => others[(query as { level: number }).level - 1],
    superior: () => others.find(link => link.head?.active),
  }[query.by]()
  return found?.head ? [found.head] : []
}
