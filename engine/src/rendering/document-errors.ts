import { Defect, InvalidInput, Unavailable } from '../base/errors.ts'

export class DocumentTooLong extends InvalidInput {
  constructor() {
    super('document.too_long', 'This document is too long to be printed: print it in parts, or shorten its template.')
  }
}

export class DocumentTooSlow extends Unavailable {
  constructor() {
    super(
      'document.too_slow',
      'Printing took too long and was stopped. Try again; if it happens again, shorten the template.',
    )
  }
}

export class PrinterBusy extends Unavailable {
  constructor() {
    super('document.printer_busy', 'Many documents are being printed just now. Try again in a minute.')
  }
}

export class DocumentFailed extends Defect {
  constructor(reason: string) {
    super('document.failed', `The document could not be laid out: ${reason}`)
  }
}
