import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import type { Snapshot } from '../../../metadata/snapshot.ts'
import type { ActionOutcome } from '../approval/act.ts'
import type { FlowGraph } from '../graph.ts'
import type { PathStep } from '../path.ts'
import type { SummaryFact } from './subject-summary.ts'

/** Answers for people speak their language, and name people instead of giving ids. */
export interface Presenting {
  snapshot: Snapshot
  locale: string
  names: ReadonlyMap<string, string>
}

export const personOf = (id: string | null, { names }: Pick<Presenting, 'names'>) =>
  id === null ? null : { id, name: names.get(id) ?? '' }

/** Title of an element, or of the flow itself, in the reader's language. */
export function flowText(
  flow: string,
  element: string | null,
  text: string,
  { snapshot, locale }: Omit<Presenting, 'names'>,
): string {
  const present = snapshot.find<FlowGraph>('flow', flow)
  if (present === undefined) return text
  const { source, compiled } = present
  // An older run may call it otherwise than the text that was translated.
  if ((element === null ? compiled.title : compiled.elements[element]?.title) !== text) return text
  return snapshot.text(source.id, element === null ? '/title' : `/${element}/name`, locale) ?? text
}

export function presentPath(flow: string, path: readonly PathStep[], presenting: Presenting) {
  return path.map(step => ({
    ...step,
    title: flowText(flow, step.element, step.title, presenting),
    people: step.people.map(({ id, state }) => ({ ...personOf(id, presenting)!, state })),
    opinions: step.opinions.map(each => ({ ...each, person: personOf(each.person, presenting) })),
  }))
}

export interface PresentedFact {
  title: string
  value: unknown
  format: string
}

/** The facts of a task's record as lists show them; fields that the entity has no more are left out. */
export function presentFacts(
  entity: string | null,
  facts: readonly SummaryFact[],
  presenting: Omit<Presenting, 'names'>,
): PresentedFact[] {
  const found = entity === null ? undefined : presenting.snapshot.find<EntityModel>('entity', entity)
  if (found === undefined) return []
  const text = (pointer: string, otherwise: string) =>
    presenting.snapshot.text(found.source.id, pointer, presenting.locale) ?? otherwise
  return facts.flatMap(({ field: name, value, label }) => {
    const field = found.compiled.byName[name]
    if (field === undefined) return []
    const option = (field.options ?? []).findIndex(o => o.value === value)
    const shown =
      option < 0 ? (label ?? value) : text(`/properties/${name}/oneOf/${option}/title`, field.options![option]!.title)
    return [{ title: text(`/properties/${name}/title`, field.title), value: shown, format: formatOf(field) }]
  })
}

const formatOf = (field: FieldModel): string => {
  if (field.currency !== undefined) return 'money'
  if (field.percent === true) return 'percent'
  return field.type === 'reference' || field.type === 'enum' ? 'text' : field.type
}

const OUTCOMES: Readonly<Record<ActionOutcome, { 'zh-CN': string; en: string }>> = {
  approve: { 'zh-CN': '同意', en: 'Approve' },
  return: { 'zh-CN': '退回', en: 'Return' },
  reject: { 'zh-CN': '拒绝', en: 'Reject' },
  done: { 'zh-CN': '完成', en: 'Done' },
}

export const presentOutcome = (key: ActionOutcome, locale: string) => ({
  key,
  title: OUTCOMES[key][locale === 'en' ? 'en' : 'zh-CN'],
})
