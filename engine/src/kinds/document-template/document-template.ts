import type { Program } from './template-ast.ts'

/** The JSON head as an author writes it (schema.json). */
export interface DocumentHead {
  $kind: 'document-template'
  name: string
  title: string
  description?: string
  entity: string
  format: 'pdf'
  page?: 'A3' | 'A4' | 'A5' | 'LETTER'
  orientation?: 'portrait' | 'landscape'
  language?: 'zh-CN' | 'en'
  time_zone?: string
  header?: boolean
}

/** A parsed file. */
export interface DocumentTemplate {
  head: DocumentHead
  /** The text below the head. */
  body: string
  /** Lines of the file before the body. */
  linesBefore: number
  template: Program
}

/** A field whose title the template prints: `_titles[key]` of the data. */
export interface UsedTitle {
  key: string
  entity: string
  /** Pointer of the title in the entity's definition. */
  pointer: string
  /** Title in the default language. */
  title: string
}

/** What a template compiles to. */
export interface DocumentModel {
  name: string
  title: string
  entity: string
  page: 'A3' | 'A4' | 'A5' | 'LETTER'
  orientation: 'portrait' | 'landscape'
  language: 'zh-CN' | 'en'
  timeZone: string
  header: boolean
  /**
   * Field paths it reads, seen from the record: `amount`, `customer.name`, `lines.product.code`. A person who may not
   * read one of them may not print the document.
   */
  reads: readonly string[]
  titles: readonly UsedTitle[]
  /** Only allowed nodes; bare values carry the formatter of their field's type. */
  template: Program
}

/** Input of the operation `render`. */
export interface RenderInput {
  recordId: string
  /** Task whose participant the principal is: he may then read the record, and print it, with the task's right. */
  taskId?: string
}
