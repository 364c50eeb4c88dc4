import { pointerTo } from '../../../metadata/json-pointer.ts'
import { columnKeys } from './column-keys.ts'
import type { FormatVariant } from './format-variant.ts'

/** One element for each row, in it one for each column. */
export const xml: FormatVariant = {
  name: 'xml',
  own: ['root', 'row', 'namespace'],
  needed: [],
  compile({ content, report, columns, at, findings }) {
    for (const key of ['root', 'row'] as const) {
      if (!/^xml/i.test(content[key] ?? '')) continue
      const message = 'Names that begin with "xml" are kept for XML itself (XML 1.0 §2.3). Choose another.'
      findings.fault(pointerTo(at, key), { code: 'report.element_name', message })
    }
    return {
      type: 'xml',
      mediaType: 'application/xml',
      extension: 'xml',
      root: content.root ?? report.name,
      row: content.row ?? report.entity,
      namespace: content.namespace ?? null,
      elements: columnKeys(columns),
    }
  },
}
