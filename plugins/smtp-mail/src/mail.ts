import type { Notice } from '@jingwei/engine/sdk'

/**
 * The mail of a notice. The Message-ID comes from the idempotency key: a mail that is sent twice, because the answer of
 * the server got lost, is shown once by the receiver's mail system (RFC 5322 §3.6.4).
 */
export function mailOf(notice: Notice, address: string, from: string) {
  return {
    from,
    to: { name: notice.to.name, address },
    subject: notice.subject,
    text: notice.link === null ? notice.text : `${notice.text}\n\n${notice.link}`,
    messageId: `<${notice.idempotencyKey}@${domainOf(from)}>`,
    headers: {
      'Content-Language': notice.locale,
      // No out-of-office answers (RFC 3834 §5).
      'Auto-Submitted': 'auto-generated',
    },
  }
}

const domainOf = (from: string): string => /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost'
