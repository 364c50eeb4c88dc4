import { NotFound, Unavailable } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import type { Notice, NoticeChannel } from '../host/sdk/define-plugin.ts'
import type { JobTask } from '../jobs/worker.ts'
import { markNoticeDelivered, readNotice } from '../store/statements/notices.ts'
import { systemPrincipal, type CommandRunner } from './command-runner.ts'

/** How long a channel may take for one notice, in milliseconds. */
const SEND_MS = 60_000

interface Parts {
  commands: CommandRunner
  channels: ReadonlyMap<string, NoticeChannel>
  /** Address that people reach the installation at; null: the message has no link. */
  publicUrl: string | null
  log: Log
}

/**
 * Delivers one notice through one channel: once, as long as the channel keeps to the idempotency key. Throws to be tried
 * again by the worker.
 */
export function deliverNotice(parts: Parts): JobTask {
  return async payload => {
    const { noticeId, channel: name } = payload as { noticeId: string; channel: string }
    const fields = { noticeId, channel: name }
    const channel = parts.channels.get(name)
    // The plugin was taken out of the configuration: the notice is still in the bell.
    if (channel === undefined) return parts.log.warn(fields, 'notice not delivered, its channel is gone')
    const notice = await compose(noticeId, name, parts)
    if (notice === undefined) return parts.log.debug(fields, 'notice needs no delivery')
    await withinTime(channel.send(notice), name)
    await parts.commands.run(systemPrincipal, { name: DELIVERED, cause: 'job' }, ctx =>
      ctx.tx.query(markNoticeDelivered, [noticeId, name, ctx.clock.now()]),
    )
    parts.log.info(fields, 'notice delivered')
  }
}

const DELIVERED = 'notice.deliver'

interface NoticeRow {
  id: string
  person_id: string
  title: string
  text: string
  locale: string
  link: string | null
  delivered: Record<string, string>
}

/** Undefined when it is gone, its receiver is gone, or an earlier try has delivered it. */
async function compose(noticeId: string, channel: string, { commands, publicUrl }: Parts): Promise<Notice | undefined> {
  return commands.read(systemPrincipal, async ctx => {
    const [row] = await ctx.tx.query<NoticeRow>(readNotice, [noticeId])
    if (row === undefined || row.delivered[channel] !== undefined) return undefined
    const person = await ctx
      .run<{ name: string; email?: string | null }>('entity', 'person', 'load', { id: row.person_id })
      .catch(undefinedWhenGone)
    if (person === undefined) return undefined
    return {
      idempotencyKey: `${row.id}.${channel}`,
      to: { name: person.name, email: person.email ?? null },
      locale: row.locale,
      subject: row.title,
      text: row.text,
      link: row.link === null || publicUrl === null ? null : new URL(row.link, publicUrl).href,
    }
  })
}

function undefinedWhenGone(error: unknown): undefined {
  if (error instanceof NotFound) return undefined
  throw error
}

async function withinTime(sending: Promise<void>, channel: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ChannelTooSlow(channel)), SEND_MS)
  })
  try {
    await Promise.race([sending, late])
  } finally {
    clearTimeout(timer)
  }
}

export class ChannelTooSlow extends Unavailable {
  constructor(channel: string) {
    super(
      'notice.channel_too_slow',
      `The notice channel ${channel} did not answer within ${SEND_MS / 1000} seconds; it is tried again.`,
    )
  }
}
