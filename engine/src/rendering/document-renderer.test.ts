import Handlebars from 'handlebars'
import { afterEach, expect, test } from 'vitest'
import { cleanHtml } from './clean-html.ts'
import { documentContent } from './document-content.ts'
import { documentLimits, type DocumentJob, type DocumentLook } from './document-job.ts'
import { DocumentRenderer } from './document-renderer.ts'

let renderer = new DocumentRenderer()
afterEach(async () => {
  await renderer.stop()
  renderer = new DocumentRenderer()
})

test('long tables go over pages with their head on each, and the fonts are in the file', async () => {
  const rows = Array.from({ length: 120 }, (_, index) => ({ name: `接骨板 ${index}` }))
  const body =
    '<table class="lines"><thead><tr><th>品名</th></tr></thead><tbody>{{#each rows}}<tr><td>{{name}}</td></tr>{{/each}}</tbody></table>'

  const text = Buffer.from(await renderer.render(job(body, { rows }))).toString('latin1')

  expect(text.match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(2)
  expect(text).toMatch(/\/FontFile2/)
  expect(text.length).toBeLessThan(200_000)
})

test('documents that are asked for at once are all made', async () => {
  const pdfs = await Promise.all([1, 2, 3].map(n => renderer.render(job('<p>{{n}}</p>', { n }))))

  expect(pdfs.map(pdf => Buffer.from(pdf).toString('latin1', 0, 5))).toEqual(['%PDF-', '%PDF-', '%PDF-'])
})

test('a text that grows without end is stopped, and the next document is printed', async () => {
  const rows = Array.from({ length: 2000 }, () => ({ text: 'x'.repeat(2000) }))

  await expect(renderer.render(job('{{#each rows}}<p>{{text}}</p>{{/each}}', { rows }))).rejects.toMatchObject({
    code: 'document.too_long',
  })
  await expect(renderer.render(job('<p>ok</p>', {}))).resolves.toBeInstanceOf(Uint8Array)
})

test('a layout that eats the memory of its thread is stopped, and the next document is printed', async () => {
  renderer = new DocumentRenderer({ ...documentLimits, heapMb: 32 })
  const rows = Array.from({ length: 40_000 }, (_, n) => ({ n }))
  const body = '<table class="lines"><tbody>{{#each rows}}<tr><td>{{n}}</td></tr>{{/each}}</tbody></table>'

  await expect(renderer.render(job(body, { rows }))).rejects.toMatchObject({ code: 'document.too_long' })
  await expect(renderer.render(job('<p>ok</p>', {}))).resolves.toBeInstanceOf(Uint8Array)
})

test('a template that takes too long is stopped, and the next document is printed', async () => {
  renderer = new DocumentRenderer({ ...documentLimits, templateMs: 500 })
  const rows = Array.from({ length: 6000 }, (_, n) => ({ n }))

  await expect(
    renderer.render(job('{{#each rows}}{{#each ../rows}}{{#if n}}{{/if}}{{/each}}{{/each}}', { rows })),
  ).rejects.toMatchObject({
    code: 'document.too_slow',
  })
  await expect(renderer.render(job('<p>ok</p>', {}))).resolves.toBeInstanceOf(Uint8Array)
})

test('the prototype of the data can not be reached', async () => {
  const { renderTemplate } = await import('./render-template.ts')

  const html = renderTemplate(job('[{{constructor.name}}{{__proto__.toString}}{{a.length}}]', { a: {} }))

  expect(html).toBe('[]')
})

test('nothing but the document vocabulary is laid out', () => {
  const body = cleanHtml(
    '<p class="center evil" onclick="x" style="color:#f00;background-image:url(http://x)">a<img src="/etc/passwd"><script>b</script></p><a href="http://x">c</a>' +
      '<td data-pdfmake="{}">d</td>',
  )

  expect(body.innerHTML).toBe('<p class="center" style="color:#f00">a</p><td>d</td>')
})

test('a table is completed to a grid, whatever its rows are', () => {
  const html =
    '<table class="facts"><tr><th>a</th><td>b</td><td>c</td></tr><tr><td rowspan="2">d</td><td colspan="5">e</td></tr><tr><td>f</td></tr></table>'

  const [table] = documentContent(html) as unknown as [{ table: { body: unknown[][] } }]

  expect(table.table.body.map(row => row.length)).toEqual([3, 3, 3])
})

test('a line end between Chinese characters is no blank', () => {
  const content = documentContent('<p>甲乙双方\n  经协商,a\n  b</p>') as unknown as [{ text: { text: string }[] }]

  expect(content[0].text.map(run => run.text)).toEqual(['甲乙双方经协商,a b'])
})

const LOOK: DocumentLook = {
  title: '合同',
  subject: 'CT-1',
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  page: 'A4',
  orientation: 'portrait',
  header: true,
  printedAt: '2026-11-22T03:00:00.000Z',
}

const job = (body: string, data: Record<string, unknown>): DocumentJob => ({
  template: Handlebars.parse(body),
  data,
  look: LOOK,
})
