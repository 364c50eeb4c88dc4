import { defineKind } from '../../metadata/kind.ts'
import { compileDocumentTemplate } from './compile.ts'
import type { DocumentModel, DocumentTemplate } from './document-template.ts'
import { parseDocumentTemplate } from './parse.ts'
import schema from './schema.json' with { type: 'json' }
import { documentTemplateTree } from './tree.ts'

/** Contracts, quotes and delivery notes: Handlebars with a JSON head, printed as PDF. */
export const documentTemplateKind = defineKind<DocumentTemplate, DocumentModel>({
  name: 'document-template',
  folder: 'document-templates',
  suffix: '.hbs',
  schema,
  parse: parseDocumentTemplate,
  compile: compileDocumentTemplate,
  tree: documentTemplateTree,
  texts: ({ head }) =>
    new Map(
      Object.entries({ '/title': head.title, '/description': head.description ?? '' }).filter(
        ([, text]) => text !== '',
      ),
    ),
})
