import { parentPort } from 'node:worker_threads'
import { documentContent } from './document-content.ts'
import type { DocumentAnswer, DocumentJob } from './document-job.ts'
import { makePdf } from './pdf.ts'
import { plainText } from './plain-text.ts'
import { renderTemplate } from './render-template.ts'

const port = parentPort!

port.on('message', (job: DocumentJob) => {
  void work(job)
})

async function work(job: DocumentJob): Promise<void> {
  try {
    const html = renderTemplate(job)
    if (job.output === 'text') return answer({ step: 'text', text: plainText(html) })
    answer({ step: 'html' })
    answer({ step: 'pdf', pdf: await makePdf(documentContent(html), job.look) })
  } catch (error) {
    answer({ step: 'failed', reason: (error as Error).message })
  }
}

const answer = (message: DocumentAnswer): void =>
  port.postMessage(message, message.step === 'pdf' ? [message.pdf.buffer as ArrayBuffer] : [])

answer({ step: 'ready' })
