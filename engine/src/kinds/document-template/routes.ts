import { NotFound } from '../../base/errors.ts'
import type { RunContext } from '../../runtime/context.ts'
import type { Route, RouteReply, RouteRequest } from '../../runtime/route.ts'
import type { DocumentModel, RenderInput } from './document-template.ts'
import type { PrintedDocument } from './run.ts'

/** Printing: a read, through the reader's own rights. */
export const documentTemplateRoutes: Route[] = [
  {
    method: 'GET',
    path: '/records/:entity/:id/documents/:template',
    summary: 'Print a record as PDF',
    tag: 'Records',
    access: 'signed-in',
    schema: {
      params: {
        type: 'object',
        properties: {
          entity: { type: 'string' },
          id: { type: 'string', format: 'uuid' },
          template: { type: 'string' },
        },
        required: ['entity', 'id', 'template'],
      },
      query: {
        type: 'object',
        additionalProperties: false,
        properties: {
          task: { type: 'string', format: 'uuid', description: 'Print with the right of a participant of this task' },
        },
      },
    },
    handler: print,
  },
]

async function print({ params, query, ctx }: RouteRequest): Promise<RouteReply> {
  const { entity = '', id = '', template = '' } = params
  refuseUnknown(entity, template, ctx)
  const task = query['task'] as string | undefined
  const input: RenderInput = { recordId: id, ...(task === undefined ? {} : { taskId: task }) }
  const document = await ctx.run<PrintedDocument>('document-template', template, 'render', input)
  return {
    body: document.bytes,
    contentType: document.contentType,
    headers: {
      'content-disposition': `inline; filename*=UTF-8''${encodeRfc8187(document.fileName)}`,
      'cache-control': 'private, no-store',
    },
  }
}

function refuseUnknown(entity: string, template: string, ctx: RunContext): void {
  const found = ctx.snapshot.find<DocumentModel>('document-template', template)
  if (found?.compiled.entity !== entity) throw new UnknownDocument(entity, template)
}

/** RFC 8187 §3.2.1: what encodeURIComponent leaves and attr-char doesn't have. */
const encodeRfc8187 = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

export class UnknownDocument extends NotFound {
  constructor(entity: string, template: string) {
    super(
      'document.unknown',
      `There is no document "${template}" for records of "${entity}". Reload the page: it may have been renamed.`,
    )
  }
}
