import { hasErrors } from '../../metadata/diagnostic.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import { RowQuery } from '../../metadata/row-query.ts'
import type { SortKey } from '../../query/parse-sort.ts'
import { SYSTEM_COLUMNS } from '../../query/queryable.ts'
import type { PageContent, ViewContent } from './content.ts'
import type { PageModel, PageView } from './page-model.ts'

/** Keys that only one type of page has, and those that it must have. */
const KEYS = {
  list: { own: ['columns', 'sort', 'views', 'create_form', 'record_page'], needed: ['columns'] },
  record: { own: ['facts', 'form', 'documents', 'timeline'], needed: ['form'] },
} as const

/** Checks a page against its entity, its forms and its documents. Pure. */
export function compilePage(source: Source<PageContent>, link: Linker): CompileResult<PageModel> {
  const findings = new Findings(source, link)
  const { content } = source
  checkKeys(content, findings)
  const entity = findings.compiledEntity('/entity', content.entity, 'page')
  const { diagnostics, references } = findings
  if (!entity) return { diagnostics, references }
  const page = new PageCompiler(content, entity, findings)
  page.checkFields()
  page.checkLinks()
  const { name, title, type } = content
  const model: PageModel = {
    name,
    title,
    type,
    entity,
    content,
    sort: page.sort(content.sort ?? [], '/sort'),
    views: page.views(),
  }
  return hasErrors(diagnostics) ? { diagnostics, references } : { compiled: model, diagnostics, references }
}

function checkKeys(content: PageContent, findings: Findings): void {
  const other = content.type === 'list' ? 'record' : 'list'
  for (const key of KEYS[other].own) {
    if (content[key] === undefined) continue
    findings.fault(pointerTo('', key), {
      code: 'page.wrong_key',
      message: `"${key}" belongs to pages of type "${other}", not to "${content.type}".`,
    })
  }
  for (const key of KEYS[content.type].needed) {
    if (content[key as keyof PageContent] !== undefined) continue
    findings.fault('', {
      code: 'schema.missing_key',
      message: `A page of type "${content.type}" needs the key "${key}".`,
    })
  }
}

class PageCompiler {
  readonly #content: PageContent
  readonly #entity: EntityModel
  readonly #findings: Findings
  readonly #rows: RowQuery

  constructor(content: PageContent, entity: EntityModel, findings: Findings) {
    this.#content = content
    this.#entity = entity
    this.#findings = findings
    this.#rows = new RowQuery(entity, findings)
  }

  checkFields(): void {
    this.#content.columns?.forEach(({ field }, i) => this.#column(field, pointerTo('/columns', i, 'field')))
    this.#content.facts?.forEach((field, i) => this.#column(field, pointerTo('/facts', i)))
  }

  checkLinks(): void {
    const { create_form: createForm, record_page: recordPage, form, documents = [] } = this.#content
    if (createForm !== undefined) this.#link('/create_form', 'form', createForm)
    if (form !== undefined) this.#link('/form', 'form', form)
    if (recordPage !== undefined) this.#link('/record_page', 'page', recordPage)
    documents.forEach((name, i) => this.#link(pointerTo('/documents', i), 'document-template', name))
  }

  views(): PageView[] {
    const seen = new Set<string>()
    return (this.#content.views ?? []).map((view, i) => {
      const at = pointerTo('/views', i)
      if (seen.has(view.key)) {
        this.#findings.fault(pointerTo(at, 'key'), {
          code: 'page.duplicate_key',
          message: `The view "${view.key}" stands twice. Rename one.`,
        })
      }
      seen.add(view.key)
      return this.#view(view, at)
    })
  }

  sort(keys: readonly string[], at: string): SortKey[] {
    return this.#rows.sort(keys, at)
  }

  #view({ key, title, filter, sort }: ViewContent, at: string): PageView {
    const parsed = filter === undefined ? undefined : this.#rows.filter(filter, pointerTo(at, 'filter'))
    return {
      key,
      title,
      ...(parsed ? { filter: parsed } : {}),
      ...(sort === undefined ? {} : { sort: this.sort(sort, pointerTo(at, 'sort')) }),
    }
  }

  #column(name: string, at: string): void {
    if (Object.hasOwn(SYSTEM_COLUMNS, name)) return
    const field = this.#findings.field(at, name, { fields: this.#entity.fields, of: this.#entity.name, kind: 'page' })
    if (field?.type !== 'lines') return
    this.#findings.fault(at, {
      code: 'page.lines_in_column',
      message: `"${name}" holds line items, which don't fit into a column.`,
    })
  }

  /** A form or a document that has faults is reported there; here only that it exists, and is of this entity. */
  #link(at: string, kind: string, name: string): void {
    const linked = this.#findings.link.source(kind, name)
    if (!linked) {
      const known = this.#findings.link.names(kind)
      this.#findings.unknown(at, {
        code: `page.unknown_${kind.replace('-', '_')}`,
        message: `There is no ${kind} "${name}".`,
        name,
        known,
      })
      return
    }
    this.#findings.refer(`${kind}/${name}`, at)
    // A document template keeps what it says of itself in its head.
    const { entity, head } = linked.content as { entity?: unknown; head?: { entity?: unknown } }
    this.#sameEntity(at, `${kind} "${name}"`, entity ?? head?.entity)
  }

  #sameEntity(at: string, what: string, entity: unknown): void {
    if (typeof entity !== 'string' || entity === this.#entity.name) return
    this.#findings.fault(at, {
      code: 'page.other_entity',
      message: `The ${what} is of entity "${entity}", this page of "${this.#entity.name}".`,
    })
  }
}
