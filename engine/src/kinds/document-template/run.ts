import type { DocumentLook } from '../../rendering/document-job.ts'
import type { DocumentRenderer } from '../../rendering/document-renderer.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import type { KindOperation, RunContext } from '../../runtime/context.ts'
import type { DocumentModel, RenderInput } from './document-template.ts'
import { documentData, type RecordData } from './run/document-data.ts'
import { loadDocumentRecords } from './run/load-document-records.ts'

/** A printed document. */
export interface PrintedDocument {
  contentType: 'application/pdf'
  bytes: Uint8Array
  /** Title and display value of the record, e.g. `购销合同 CT-2026-0000012.pdf`. */
  fileName: string
}

/**
 * `render` prints a record as the principal may read it: rows and fields that he may not see are never in the bytes.
 * Throws what reading the record throws, FieldNotPrintable, and the errors of the renderer.
 */
export const documentTemplateOperations = (renderer: DocumentRenderer): Record<string, KindOperation> => ({
  render: (name, input: RenderInput, ctx): Promise<PrintedDocument> => render(renderer, name, input, ctx),
})

async function render(
  renderer: DocumentRenderer,
  name: string,
  input: RenderInput,
  ctx: RunContext,
): Promise<PrintedDocument> {
  const { compiled: model, source } = ctx.snapshot.get<DocumentModel>('document-template', name)
  const { record, referenced } = await loadDocumentRecords(model, input, ctx)
  const title = ctx.snapshot.text(source.id, '/title', model.language) ?? model.title
  const look = lookOf(model, title, displayOf(model, record, ctx), ctx)
  const data = documentData({ model, snapshot: ctx.snapshot, record, referenced })
  const bytes = await renderer.render({ template: model.template, data, look })
  return {
    contentType: 'application/pdf',
    bytes,
    fileName: `${[look.title, look.subject].filter(Boolean).join(' ')}.pdf`,
  }
}

function lookOf(model: DocumentModel, title: string, subject: string, ctx: RunContext): DocumentLook {
  const { language, timeZone, page, orientation, header } = model
  return { title, subject, language, timeZone, page, orientation, header, printedAt: ctx.clock.now().toISOString() }
}

function displayOf(model: DocumentModel, record: RecordData, ctx: RunContext): string {
  const { display } = ctx.snapshot.get<EntityModel>('entity', model.entity).compiled
  const value = record[display]
  return typeof value === 'string' ? value : ''
}
