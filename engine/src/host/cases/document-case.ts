import { InvalidInput } from '../../base/errors.ts'
import type { DocumentModel } from '../../kinds/document-template/document-template.ts'
import { documentData } from '../../kinds/document-template/run/document-data.ts'
import { isPlainObject } from '../../metadata/plain-object.ts'
import type { DocumentRenderer } from '../../rendering/document-renderer.ts'
import type { CaseRunner } from '../run-cases.ts'
import { referencedRecords } from './referenced-records.ts'

/**
 * `given` is `{"record": {…}, "now"?: "…"}`; where the document reads behind a reference, the record it points to stands in
 * its place. `then` is `{"contains": ["…"], "lacks": ["…"]}`: texts that a reader finds, or must not find, in the document.
 */
export const documentCaseRunner =
  (renderer: Pick<DocumentRenderer, 'renderText'>): CaseRunner =>
  async (name, { given, then }, world) => {
    const { snapshot } = world
    const model = world.compiled<DocumentModel>('document-template', name)
    const { record, referenced } = referencedRecords(recordOf(given), model.entity, snapshot)
    const data = documentData({ model, snapshot, record, referenced })
    const look = { ...model, subject: '', printedAt: momentOf(given) }
    const text = await renderer.renderText({ template: model.template, data, look })
    return { ...found(then, text), text }
  }

/** What is wanted and is there, in the place of what is wanted: the report then shows each miss at its own pointer. */
function found(then: unknown, text: string): { contains: unknown[]; lacks: unknown[] } {
  const wanted = isPlainObject(then) ? then : {}
  const texts = (name: string): unknown[] => (Array.isArray(wanted[name]) ? wanted[name] : [])
  const contains = (each: unknown): boolean => typeof each === 'string' && text.includes(each)
  return {
    contains: texts('contains').map(each => (contains(each) ? each : MISSING)),
    lacks: texts('lacks').map(each => (contains(each) ? UNWANTED : each)),
  }
}

const MISSING = '(not in the document)'
const UNWANTED = '(stands in the document)'
const DEFAULT_NOW = '2026-01-05T01:00:00Z'

function momentOf({ now = DEFAULT_NOW }: Record<string, unknown>): string {
  const moment = new Date(String(now))
  if (Number.isNaN(moment.getTime())) throw new DocumentCaseWrong('"now" is a moment such as "2026-03-01T08:00:00Z".')
  return moment.toISOString()
}

function recordOf({ record }: Record<string, unknown>): Record<string, unknown> {
  if (!isPlainObject(record)) throw new DocumentCaseWrong('"given" of a document\'s case needs a "record".')
  return record
}

/** Code `case.document_wrong`: the case is not written as cases of documents are. */
class DocumentCaseWrong extends InvalidInput {
  constructor(message: string) {
    super('case.document_wrong', message)
  }
}
