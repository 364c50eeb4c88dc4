import type { Diagnostic } from '../../metadata/diagnostic.ts'
import { parseJsonSource, textLimits } from '../../metadata/json-source.ts'
import type { ParseResult } from '../../metadata/kind.ts'
import { checkSchema } from '../../metadata/schema-check.ts'
import type { DocumentHead, DocumentTemplate } from './document-template.ts'
import schema from './schema.json' with { type: 'json' }
import { splitHead } from './split-head.ts'
import { templateExcess } from './template-bounds.ts'
import type { Program } from './template-ast.ts'

const OPENING = '---json\n'

/** Splits head and body, checks the head against schema.json and the body's Handlebars syntax. */
export async function parseDocumentTemplate({
  text,
  file,
}: {
  text: string
  file: string
}): Promise<ParseResult<DocumentTemplate>> {
  if (text.length > textLimits.bytes)
    return refused(fault(file, 'document_template.too_large', 1, 1, 'The template is larger than 2 MB. Shorten it.'))
  const parts = splitHead(text)
  if (parts === undefined)
    return refused(
      fault(
        file,
        'document_template.no_head',
        1,
        1,
        'The file must begin with its head: a line "---json", a JSON object, a line "---".',
      ),
    )
  const head = await parseHead(parts.head, file)
  const { body, linesBefore } = parts
  const { template, diagnostics } = await parseBody(body, linesBefore, file)
  const content = head.content as DocumentHead | undefined
  return {
    ...(content && template ? { content: { head: content, body, linesBefore, template } } : {}),
    ...(content ? { name: content.name, title: content.title } : {}),
    diagnostics: [...head.diagnostics, ...diagnostics],
    locate: head.locate,
  }
}

async function parseHead(text: string, file: string) {
  // The head is parsed where it stands, so that its places are those of the file.
  const source = parseJsonSource({ text: ' '.repeat(OPENING.length - 1) + '\n' + text, file })
  if (source.content === undefined) return source
  const diagnostics = await checkSchema({ ...source, content: source.content, file }, schema)
  return { ...source, content: diagnostics.length === 0 ? source.content : undefined, diagnostics }
}

async function parseBody(
  body: string,
  linesBefore: number,
  file: string,
): Promise<{ template?: Program; diagnostics: Diagnostic[] }> {
  const excess = templateExcess(body)
  if (excess) {
    const { line, column } = excess.place
    const message = `The template ${excess.what}. Split it into several.`
    return { diagnostics: [fault(file, 'document_template.too_complex', linesBefore + line, column, message)] }
  }
  // Loaded here, so that a studio that opens no template doesn't carry the parser.
  const { default: Handlebars } = await import('handlebars')
  try {
    return { template: Handlebars.parse(body) as unknown as Program, diagnostics: [] }
  } catch (error) {
    const line = Number(/(?:Parse error on line |- )(\d+)/.exec((error as Error).message)?.[1] ?? 1)
    return {
      diagnostics: [fault(file, 'document_template.syntax', linesBefore + line, 1, syntaxMessage(error as Error))],
    }
  }
}

function syntaxMessage(error: Error): string {
  const mismatch = /^(\S+) doesn't match (\S+)/.exec(error.message)
  if (mismatch) return `The block {{#${mismatch[1]}}} is closed by {{/${mismatch[2]}}}: close it by its own name.`
  return "The template can't be read at this line: every {{ needs its }}, and every {{#block}} its {{/block}}."
}

const refused = (diagnostic: Diagnostic): ParseResult<DocumentTemplate> => ({
  diagnostics: [diagnostic],
  locate: () => ({ line: 1, column: 1 }),
})

const fault = (file: string, code: string, line: number, column: number, message: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  file,
  line,
  column,
})
