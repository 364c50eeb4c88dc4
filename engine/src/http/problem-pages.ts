import type { FastifyInstance } from 'fastify'
import catalogue from '../gen/error-catalogue.json' with { type: 'json' }

interface Entry {
  code: string
  status: string
  meaning: string
  remedy: string
}

/** `GET /problems/:code`: what a problem's `type` leads to. The texts are those of docs/errors.md. */
export function problemPages(app: FastifyInstance): void {
  const entries = new Map((catalogue as Entry[]).map(entry => [entry.code, entry]))
  app.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    const entry = entries.get(request.params.code)
    if (!entry)
      return reply
        .code(404)
        .type('text/html; charset=utf-8')
        .send(page('Unknown problem', 'No error has this code.', ''))
    if ((request.headers.accept ?? '').includes('application/json')) return reply.send(entry)
    return reply
      .type('text/html; charset=utf-8')
      .send(page(`${entry.code} (${entry.status})`, entry.meaning, entry.remedy))
  })
}

function page(title: string, meaning: string, remedy: string): string {
  const body = [title, meaning, remedy].map(escape)
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${body[0]}</title><body style="font:16px/1.6 sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem"><h1 style="font-size:1.2rem">${body[0]}</h1><p>${body[1]}</p><p>${body[2]}</p></body></html>`
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
