import type { CompiledExpression } from '../../expression/compiled-expression.ts'
import { hasErrors } from '../../metadata/diagnostic.ts'
import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import { recordScope } from '../../metadata/expression-scopes.ts'
import { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import type { FormColumnContent, FormContent, FormFieldContent, SectionContent } from './content.ts'
import type { FormColumn, FormField, FormModel, FormSection } from './form-model.ts'
import { defaultWidget, widgetsOf, type Widget } from './widgets.ts'

/** Checks a form against its entity and resolves it. Pure. */
export function compileForm(source: Source<FormContent>, link: Linker): CompileResult<FormModel> {
  const findings = new Findings(source, link)
  const { content } = source
  const entity = findings.compiledEntity('/entity', content.entity, 'form')
  const { diagnostics, references } = findings
  if (!entity) return { diagnostics, references }
  const sections = new FormCompiler(entity, findings).sections(content.sections)
  if (hasErrors(diagnostics)) return { diagnostics, references }
  return { compiled: { name: content.name, title: content.title, entity, content, sections }, diagnostics, references }
}

class FormCompiler {
  readonly #entity: EntityModel
  readonly #findings: Findings
  readonly #used = new Set<string>()

  constructor(entity: EntityModel, findings: Findings) {
    this.#entity = entity
    this.#findings = findings
  }

  sections(contents: readonly SectionContent[]): FormSection[] {
    const keys = new Set<string>()
    return contents.map((section, i) => {
      const at = pointerTo('/sections', i)
      if (keys.has(section.key)) {
        this.#findings.fault(pointerTo(at, 'key'), {
          code: 'form.duplicate_key',
          message: `The section "${section.key}" stands twice. Rename one.`,
        })
      }
      keys.add(section.key)
      const { key, title, columns = 1 } = section
      return {
        key,
        title,
        columns,
        fields: section.fields.flatMap((field, j) => this.#field(field, columns, pointerTo(at, 'fields', j))),
      }
    })
  }

  #field(content: FormFieldContent, columns: number, at: string): FormField[] {
    const field = this.#findings.field(pointerTo(at, 'field'), content.field, {
      fields: this.#entity.fields,
      of: this.#entity.name,
      kind: 'form',
    })
    if (!field) return []
    if (this.#used.has(field.name)) {
      this.#findings.fault(pointerTo(at, 'field'), {
        code: 'form.duplicate_field',
        message: `"${field.name}" stands in this form already.`,
      })
    }
    this.#used.add(field.name)
    if ((content.span ?? 1) > columns) {
      const message = `The section has ${columns} ${columns === 1 ? 'column' : 'columns'}; a field can't take ${content.span}.`
      this.#findings.fault(pointerTo(at, 'span'), { code: 'form.span', message })
    }
    return [
      {
        field,
        title: content.title ?? field.title,
        widget: this.#widget(content.widget, field, at),
        span: content.span ?? 1,
        ...(content.help === undefined ? {} : { help: content.help }),
        ...this.#conditions(content, field, at),
        ...this.#lines(content, field, at),
      },
    ]
  }

  #widget(name: string | undefined, field: FieldModel, at: string): Widget {
    const offered = widgetsOf(field.type)
    if (name === undefined) return defaultWidget(field)
    if (!offered.includes(name as Widget)) {
      const message = `"${name}" can't enter a field of type ${field.type}; use ${offered.join(' or ')}.`
      this.#findings.unknown(pointerTo(at, 'widget'), { code: 'form.widget', message, name, known: offered })
    }
    return name as Widget
  }

  #conditions(
    content: FormFieldContent,
    field: FieldModel,
    at: string,
  ): Pick<FormField, 'visibleWhen' | 'requiredWhen' | 'readOnlyWhen'> {
    if (field.readOnly) this.#neverEntered(content, at)
    const compile = (key: 'visible_when' | 'required_when' | 'read_only_when'): CompiledExpression | undefined => {
      const text = content[key]
      return text === undefined
        ? undefined
        : this.#findings.expression(pointerTo(at, key), text, recordScope(this.#entity.fields), 'boolean')
    }
    const [visibleWhen, requiredWhen, readOnlyWhen] = [
      compile('visible_when'),
      compile('required_when'),
      compile('read_only_when'),
    ]
    return {
      ...(visibleWhen && { visibleWhen }),
      ...(requiredWhen && { requiredWhen }),
      ...(readOnlyWhen && { readOnlyWhen }),
    }
  }

  #neverEntered(content: FormFieldContent, at: string): void {
    for (const key of ['required_when', 'read_only_when'] as const) {
      if (content[key] === undefined) continue
      const message = `The engine sets "${content.field}", nobody enters it: "${key}" says nothing. Remove it.`
      this.#findings.fault(pointerTo(at, key), { code: 'form.never_entered', message, severity: 'warning' })
    }
  }

  #lines(content: FormFieldContent, field: FieldModel, at: string): Pick<FormField, 'columns' | 'totals'> {
    if (field.type !== 'lines') {
      for (const key of ['columns', 'totals'] as const) {
        if (content[key] === undefined) continue
        this.#findings.fault(pointerTo(at, key), {
          code: 'form.not_lines',
          message: `Only line items have "${key}"; "${field.name}" is of type ${field.type}.`,
        })
      }
      return {}
    }
    const contents: FormColumnContent[] = content.columns ?? (field.fields ?? []).map(each => ({ field: each.name }))
    const columns = contents.flatMap((column, i) => this.#column(column, field, pointerTo(at, 'columns', i)))
    return { columns, totals: this.#totals(content.totals ?? [], field, pointerTo(at, 'totals')) }
  }

  #column(content: FormColumnContent, lines: FieldModel, at: string): FormColumn[] {
    const place = { fields: lines.fields ?? [], of: `${this.#entity.name}.${lines.name}`, kind: 'form' }
    const field = this.#findings.field(pointerTo(at, 'field'), content.field, place)
    if (!field) return []
    const { width, help } = content
    const column = { field, title: content.title ?? field.title, widget: this.#widget(content.widget, field, at) }
    return [{ ...column, ...(width === undefined ? {} : { width }), ...(help === undefined ? {} : { help }) }]
  }

  #totals(names: readonly string[], lines: FieldModel, at: string): string[] {
    names.forEach((name, i) => {
      const place = { fields: lines.fields ?? [], of: `${this.#entity.name}.${lines.name}`, kind: 'form' }
      const field = this.#findings.field(pointerTo(at, i), name, place)
      if (!field || field.type === 'decimal' || field.type === 'integer') return
      this.#findings.fault(pointerTo(at, i), {
        code: 'form.total',
        message: `Only numbers have a total; "${name}" is of type ${field.type}.`,
      })
    })
    return [...names]
  }
}
