import { hasErrors } from '../../metadata/diagnostic.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import type { CompileResult, Linker, Reference, Source } from '../../metadata/kind.ts'
import type { BodyWalk } from './body-walk.ts'
import { checkMarkup } from './check-markup.ts'
import { compileProgram } from './compile-body.ts'
import type { DocumentHead, DocumentModel, DocumentTemplate } from './document-template.ts'
import { Faults } from './faults.ts'
import { recordScope } from './field-scope.ts'
import type { Position, Program } from './template-ast.ts'

/** Checks a template against the entity it prints and the document vocabulary. Pure. */
export function compileDocumentTemplate(source: Source<DocumentTemplate>, link: Linker): CompileResult<DocumentModel> {
  const { head, body, template } = source.content
  const faults = new Faults(source)
  const references: Reference[] = []
  const walk: BodyWalk = { link, faults, reads: new Set(), titles: new Map(), references, spanOf: spansIn(source) }
  checkTimeZone(head, faults)
  checkMarkup(body, template, faults)
  const program = compileBody(head, template, walk)
  if (program === undefined || hasErrors(faults.diagnostics)) return { diagnostics: faults.diagnostics, references }
  return { compiled: model(head, program, walk), diagnostics: faults.diagnostics, references }
}

function compileBody(head: DocumentHead, template: Program, walk: BodyWalk): Program | undefined {
  walk.references.push({ to: `entity/${head.entity}`, at: '/entity' })
  const entity = walk.link.compiled<EntityModel>('entity', head.entity)
  if (entity) return compileProgram(template, [recordScope(entity)], walk)
  const names = walk.link.names('entity')
  const message = names.includes(head.entity)
    ? `The entity "${head.entity}" has faults of its own: correct them first.`
    : `There is no entity "${head.entity}".`
  walk.faults.inHead('/entity', 'unknown_entity', message, {
    asked: head.entity,
    known: names.filter(name => name !== head.entity),
  })
  return undefined
}

function checkTimeZone(head: DocumentHead, faults: Faults): void {
  if (head.time_zone === undefined) return
  try {
    new Intl.DateTimeFormat('en', { timeZone: head.time_zone })
  } catch {
    faults.inHead(
      '/time_zone',
      'unknown_time_zone',
      `"${head.time_zone}" is no time zone: write an IANA name such as Asia/Shanghai.`,
    )
  }
}

const model = (head: DocumentHead, template: Program, walk: BodyWalk): DocumentModel => ({
  name: head.name,
  title: head.title,
  entity: head.entity,
  page: head.page ?? 'A4',
  orientation: head.orientation ?? 'portrait',
  language: head.language ?? 'zh-CN',
  timeZone: head.time_zone ?? 'Asia/Shanghai',
  header: head.header ?? true,
  reads: [...walk.reads].sort(),
  titles: [...walk.titles.values()],
  template,
})

/** Nodes know their lines in the body; references want offsets in the text. */
function spansIn({ text, content }: Source<DocumentTemplate>): BodyWalk['spanOf'] {
  const { body } = content
  const lineStarts = [0, ...[...body.matchAll(/\n/g)].map(match => match.index + 1)]
  const offset = ({ line, column }: Position): number => lineStarts[line - 1]! + column
  const before = text.length - body.length
  return ({ loc }) => {
    const [from, to] = [offset(loc.start), offset(loc.end)]
    return { from: before + from, to: before + to, text: body.slice(from, to) }
  }
}
