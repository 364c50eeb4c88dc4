import { columnReferences, comparedPaths } from '../../metadata/column-references.ts'
import { hasErrors } from '../../metadata/diagnostic.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import { parseFilter } from '../../query/parse-filter.ts'
import { conditionFilter } from './condition-filter.ts'
import type { RoleContent, RuleContent } from './content.ts'
import type { RoleModel, RoleRule } from './role-model.ts'
import { subjectNamed, subjectNames, type Subject } from './subjects.ts'

/** Checks a role against the entities that it speaks of. Pure. */
export function compileRole(source: Source<RoleContent>, link: Linker): CompileResult<RoleModel> {
  const findings = new Findings(source, link)
  const { name, title, rules } = source.content
  const seen = new Set<string>()
  const compiled = rules.map((rule, i) => {
    const at = pointerTo('/rules', i)
    if (seen.has(rule.key)) {
      findings.fault(pointerTo(at, 'key'), {
        code: 'role.duplicate_key',
        message: `The rule "${rule.key}" stands twice. Rename one.`,
      })
    }
    seen.add(rule.key)
    return compileRule(rule, at, findings)
  })
  const { diagnostics, references } = findings
  return hasErrors(diagnostics)
    ? { diagnostics, references }
    : { compiled: { name, title, rules: compiled }, diagnostics, references }
}

function compileRule(rule: RuleContent, at: string, findings: Findings): RoleRule {
  for (const { value: name, pointer } of each(rule.subject, pointerTo(at, 'subject'))) {
    const subject = subjectNamed(name, findings.link)
    if (!subject) {
      reportSubject(name, pointer, findings)
      continue
    }
    if (subject.entity) findings.refer(`entity/${name}`, pointer)
    checkActions(rule, { name, subject, at }, findings)
    checkConditions(rule, { name, subject, at }, findings)
    checkFieldNames(rule, { name, subject, at }, findings)
  }
  const { key, conditions, fields, inverted = false, reason } = rule
  return {
    key,
    action: [rule.action].flat(),
    subject: [rule.subject].flat(),
    ...(conditions === undefined ? {} : { conditions }),
    ...(fields === undefined ? {} : { fields }),
    inverted,
    ...(reason === undefined ? {} : { reason }),
  }
}

function reportSubject(name: string, pointer: string, findings: Findings): void {
  const exists = findings.link.source('entity', name) !== undefined
  const message = exists
    ? `The entity "${name}" has faults of its own. Correct them first.`
    : `There is no entity "${name}".`
  findings.unknown(pointer, {
    code: 'role.unknown_subject',
    message,
    name,
    known: exists ? [] : subjectNames(findings.link),
  })
}

/** One or several values with the pointer of each. */
const each = (values: string | string[], at: string): { value: string; pointer: string }[] =>
  typeof values === 'string'
    ? [{ value: values, pointer: at }]
    : values.map((value, i) => ({ value, pointer: pointerTo(at, i) }))

interface About {
  name: string
  subject: Subject
  /** Pointer of the rule. */
  at: string
}

function checkActions(rule: RuleContent, { name, subject, at }: About, findings: Findings): void {
  for (const { value, pointer } of each(rule.action, pointerTo(at, 'action'))) {
    if (subject.actions.includes(value)) continue
    const message = `"${value}" is not an action on "${name}".`
    findings.unknown(pointer, { code: 'role.unknown_action', message, name: value, known: subject.actions })
  }
}

function checkConditions(rule: RuleContent, { name, subject, at }: About, findings: Findings): void {
  if (rule.conditions === undefined) return
  const pointer = pointerTo(at, 'conditions')
  if (!subject.rows) {
    findings.fault(pointer, {
      code: 'role.no_conditions',
      message: `A rule on "${name}" has no conditions. Remove them.`,
    })
    return
  }
  const { filter, authored } = conditionFilter(rule.conditions)
  const modelOf = (entity: string): EntityModel | undefined => findings.link.compiled<EntityModel>('entity', entity)
  for (const problem of parseFilter(filter, subject.rows, modelOf).problems) {
    findings.report(pointer + authored(problem.pointer), problem)
  }
  for (const [path, place] of comparedPaths(filter)) {
    const at = pointer + authored(place)
    findings.references.push(...columnReferences(path, { rows: subject.rows, modelOf }, { at, in: 'key' }))
  }
}

function checkFieldNames(rule: RuleContent, { name, subject, at }: About, findings: Findings): void {
  rule.fields?.forEach((path, i) => {
    const pointer = pointerTo(at, 'fields', i)
    if (!subject.entity) {
      findings.fault(pointer, { code: 'role.no_fields', message: `A rule on "${name}" has no fields. Remove them.` })
      return
    }
    const [first = '', second] = path.replace(/^!/, '').split('.')
    if (first === '*') return
    const from = path.startsWith('!') ? 1 : 0
    const fieldPlace = { in: 'value', from, to: from + first.length } as const
    const field = findings.field(pointer, first, { fields: subject.entity.fields, of: name, kind: 'role' }, fieldPlace)
    if (field && second !== undefined)
      findings.field(
        pointer,
        second,
        { fields: field.fields ?? [], of: `${name}.${first}`, kind: 'role' },
        { in: 'value', from: fieldPlace.to + 1, to: fieldPlace.to + 1 + second.length },
      )
  })
}
