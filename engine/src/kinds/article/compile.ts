import { hasErrors, type Diagnostic } from '../../metadata/diagnostic.ts'
import { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { CompileResult, Linker, Reference, Source } from '../../metadata/kind.ts'
import type { ArticleContent, ArticleModel } from './article.ts'
import { NodeCompiler, type NodeFault } from './compile-nodes.ts'
import { plainText } from './outline.ts'

/** Checks what an article holds and where its links lead. Pure. */
export function compileArticle(source: Source<ArticleContent>, link: Linker): CompileResult<ArticleModel> {
  const { head, body, root, outline, linesBefore } = source.content
  const findings = new Findings(source, link)
  head.roles?.forEach((name, i) =>
    findings.linked(pointerTo('/roles', i), { kind: 'role', name, code: 'article.unknown_role' }),
  )
  checkTranslation(source.content, findings)
  const nodes = new NodeCompiler(source.content, link)
  const blocks = nodes.blocks()
  const diagnostics = [...findings.diagnostics, ...nodes.faults.map(fault => inBody(fault, source))]
  const start = source.text.length - body.length
  const references: Reference[] = [
    ...findings.references,
    ...nodes.references.map(({ name: to, place, ...at }) => ({
      to,
      at: `${linesBefore + place.line}:${place.column}`,
      name: { in: 'text' as const, from: start + at.from, to: start + at.to },
    })),
  ]
  if (hasErrors(diagnostics)) return { diagnostics, references }
  const model: ArticleModel = {
    name: head.name,
    title: head.title,
    language: head.language ?? null,
    translationOf: head.translation_of ?? null,
    roles: head.roles ?? null,
    keywords: head.keywords ?? [],
    outline,
    blocks,
    plainText: plainText(root),
  }
  return { compiled: model, diagnostics, references }
}

/** A translation has the headings of its original, so that both are found by the same places, and one is not forgotten. */
function checkTranslation({ head, outline }: ArticleContent, findings: Findings): void {
  const { translation_of: name, language } = head
  if (name === undefined) return
  const original = findings.linked('/translation_of', { kind: 'article', name, code: 'article.unknown_article' })
  if (!original) return
  const content = original.content as ArticleContent
  if (content.head.translation_of !== undefined) {
    const message = `"${name}" is a translation itself. Name its original, "${content.head.translation_of}".`
    findings.fault('/translation_of', { code: 'article.translated_translation', message })
    return
  }
  const twin = translationsOf(name, findings.link).find(each => each.language === language && each.name < head.name)
  if (twin) {
    const message = `"${twin.name}" is the ${language} of "${name}" already. Remove one.`
    findings.fault('/language', { code: 'article.duplicate_language', message })
  }
  const depths = (of: ArticleContent['outline']): string => of.map(heading => heading.depth).join()
  if (depths(outline) === depths(content.outline)) return
  const message = `The headings differ from those of "${name}": one of the two was changed without the other.`
  findings.fault('/translation_of', { code: 'article.outline_differs', message, severity: 'warning' })
}

const translationsOf = (name: string, link: Linker): ArticleContent['head'][] =>
  link
    .names('article')
    .map(each => (link.source('article', each)!.content as ArticleContent).head)
    .filter(head => head.translation_of === name)

function inBody({ place, message, nearest, ...fault }: NodeFault, source: Source<ArticleContent>): Diagnostic {
  return {
    code: fault.code,
    severity: 'error',
    message: nearest === undefined ? message : `${message} Did you mean "${nearest}"?`,
    file: source.file,
    line: source.content.linesBefore + place.line,
    column: place.column,
    ...(nearest === undefined ? {} : { nearest }),
  }
}
