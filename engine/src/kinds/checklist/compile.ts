import type { FeelType } from '../../expression/feel-type.ts'
import { hasErrors } from '../../metadata/diagnostic.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import { recordScope } from '../../metadata/expression-scopes.ts'
import { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import { checkVariantKeys } from '../../metadata/variant-keys.ts'
import { answerVariant, answerVariants } from './answers/index.ts'
import type { ChecklistItem, ChecklistModel } from './checklist-model.ts'
import type { ChecklistContent, ItemContent } from './content.ts'

/** Checks a checklist against the entity that it is filled in for. Pure. */
export function compileChecklist(source: Source<ChecklistContent>, link: Linker): CompileResult<ChecklistModel> {
  const findings = new Findings(source, link)
  const { content } = source
  const { diagnostics, references } = findings
  content.roles?.forEach((name, i) =>
    findings.linked(pointerTo('/roles', i), { kind: 'role', name, code: 'checklist.unknown_role' }),
  )
  findings.uniqueKeys(content.sections, { at: '/sections', code: 'checklist.duplicate_key' })
  const entity = findings.compiledEntity('/entity', content.entity, 'checklist')
  if (!entity) return { diagnostics, references }
  const items = new ItemCompiler(entity, findings).all(content.sections)
  checkScoring(content, items, findings)
  const { name, title, roles, scoring, sections } = content
  const model: ChecklistModel = {
    name,
    title,
    entity: entity.name,
    roles: roles ?? null,
    passScore: scoring?.pass_score ?? null,
    criticalFailsAll: scoring !== undefined && (scoring.critical_fails_all ?? true),
    sections: sections.map(section => ({ key: section.key, title: section.title })),
    items,
  }
  return hasErrors(diagnostics) ? { diagnostics, references } : { compiled: model, diagnostics, references }
}

class ItemCompiler {
  readonly #entity: EntityModel
  readonly #findings: Findings
  /** Of the items so far: an item can depend on those before it only. */
  readonly #answers: Record<string, FeelType> = {}

  constructor(entity: EntityModel, findings: Findings) {
    this.#entity = entity
    this.#findings = findings
  }

  all(sections: ChecklistContent['sections']): ChecklistItem[] {
    return sections.flatMap(({ key, items }, i) =>
      items.map((item, j) => this.#item(item, key, pointerTo('/sections', i, 'items', j))),
    )
  }

  #item(content: ItemContent, section: string, at: string): ChecklistItem {
    const { key, title, weight = 1, critical = false, evidence = 'none' } = content
    if (Object.hasOwn(this.#answers, key)) {
      const message = `The item "${key}" stands in this checklist already. Rename one.`
      this.#findings.fault(pointerTo(at, 'key'), { code: 'checklist.duplicate_key', message })
    }
    const appliesWhen = this.#condition(content.applies_when, pointerTo(at, 'applies_when'))
    const variant = answerVariant(content.answer.type)
    const answerAt = pointerTo(at, 'answer')
    const place = { at: answerAt, code: 'checklist.wrong_key', findings: this.#findings }
    checkVariantKeys(content.answer, variant, answerVariants, place)
    const answer = variant.compile({ content: content.answer, item: content, at: answerAt, findings: this.#findings })
    this.#answers[key] = variant.feelType
    return { key, section, title, answer, weight, critical, evidence, appliesWhen }
  }

  #condition(text: string | undefined, at: string): ChecklistItem['appliesWhen'] {
    if (text === undefined) return null
    const scope = recordScope(this.#entity.fields, { answers: { context: { ...this.#answers } } })
    return this.#findings.expression(at, text, scope, 'boolean') ?? null
  }
}

function checkScoring(content: ChecklistContent, items: readonly ChecklistItem[], findings: Findings): void {
  if (content.scoring === undefined || items.some(item => item.weight > 0 && counts(item))) return
  const message = 'There is no item that counts: every weight is 0, or no value has a range.'
  findings.fault('/scoring', { code: 'checklist.nothing_counts', message })
}

const counts = ({ answer }: ChecklistItem): boolean =>
  answer.type !== 'value' || answer.from !== null || answer.to !== null
