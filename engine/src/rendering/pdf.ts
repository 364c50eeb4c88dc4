import path from 'node:path'
import { createRequire } from 'node:module'
import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { DocumentLook } from './document-job.ts'
import { documentDefaults, tableLayouts } from './document-looks.ts'

/** Lays out content as a PDF with our fonts embedded as far as they are used. Loads nothing from the net, and no file but the fonts. */
export async function makePdf(content: Content, look: DocumentLook): Promise<Uint8Array> {
  prepare()
  const bytes = await pdfmake.createPdf(definition(content, look)).getBuffer()
  return new Uint8Array(bytes)
}

const MARGIN = 50
const MUTED = '#8f959e'

function definition(content: Content, look: DocumentLook): TDocumentDefinitions {
  return {
    content,
    pageSize: look.page,
    pageOrientation: look.orientation,
    pageMargins: [MARGIN, look.header ? 64 : 48, MARGIN, 56],
    defaultStyle: documentDefaults,
    language: look.language,
    displayTitle: true,
    // A heading goes to the next page with its text.
    pageBreakBefore: (node, queries) =>
      node.headlineLevel !== undefined && queries.getFollowingNodesOnPage().length === 0,
    info: {
      title: `${look.title} ${look.subject}`.trim(),
      creator: 'Jingwei',
      producer: 'Jingwei',
      creationDate: new Date(look.printedAt),
    },
    ...(look.header ? { header: () => small([look.title, look.subject], [MARGIN, 28, MARGIN, 0]) } : {}),
    footer: (page, pages) => small([printed(look), pageNumber(page, pages, look)], [MARGIN, 16, MARGIN, 0]),
  }
}

const small = ([left, right]: [string, string], margin: [number, number, number, number]): Content => ({
  columns: [
    { text: left, alignment: 'left' },
    { text: right, alignment: 'right' },
  ],
  fontSize: 8,
  color: MUTED,
  margin,
})

const pageNumber = (page: number, pages: number, { language }: DocumentLook): string =>
  language === 'en' ? `Page ${page} of ${pages}` : `第 ${page} 页 共 ${pages} 页`

function printed({ language, timeZone, printedAt }: DocumentLook): string {
  const at = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(
    new Date(printedAt),
  )
  return language === 'en' ? `Printed ${at}` : `打印于 ${at}`
}

let isPrepared = false

function prepare(): void {
  if (isPrepared) return
  const folder = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const normal = path.join(folder, '400Regular', 'NotoSansSC_400Regular.ttf')
  const bold = path.join(folder, '700Bold', 'NotoSansSC_700Bold.ttf')
  // Chinese has no italics: emphasis stays upright instead of falling back to another font.
  pdfmake.setFonts({ document: { normal, bold, italics: normal, bolditalics: bold } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(file => file === normal || file === bold)
  pdfmake.setTableLayouts(tableLayouts)
  isPrepared = true
}
