import { newId } from '../base/ids.ts'
import { insertNotices, readLocalesOfPeople } from '../store/statements/notices.ts'
import type { KindOperation, RunContext } from './context.ts'
import { taskOpenedText, type NoticeLocale, type TaskOpenedWords } from './notice-texts.ts'

/** Task of the worker that delivers one notice through one channel (`deliverNotice`). */
export const DELIVER_NOTICE = 'notice.deliver'

/** Input of the operation `task-opened`. */
export interface TaskOpened extends TaskOpenedWords {
  taskId: string
  /** Ids of those who have to act now. */
  people: readonly string[]
  entity: string | null
  recordId: string | null
}

/** Input of the operation `send`: a message in words of a definition's author. */
export interface NoticeMessage {
  /** Ids of people; twice named is told once. */
  to: readonly string[]
  subject: string
  text: string
  /** Path below the installation's address. Default: the record's page, when there is a record. */
  link: string | null
  entity: string | null
  recordId: string | null
}

/**
 * Telling people something, in the command's transaction: a row for everybody's bell and, per channel of a plugin, a
 * message in the outbox. Reached as `ctx.run('notice', '*', 'task-opened' | 'send', …)`.
 */
export function noticeOperations(parts: {
  /** Names of the channels that plugins offer. */
  channels: readonly string[]
  /** Language of people who chose none. */
  locale: NoticeLocale
}): Record<string, KindOperation> {
  return {
    'task-opened': async (_name, opened: TaskOpened, ctx) => {
      const localeOf = await receiverLocales(opened.people, parts.locale, ctx)
      const drafts = unique(opened.people).map(person => ({
        person,
        locale: localeOf(person),
        ...taskOpenedText[localeOf(person)](opened),
      }))
      return write(
        drafts,
        { kind: 'task-opened', link: `/tasks/${opened.taskId}`, ...subjectOf(opened) },
        parts.channels,
        ctx,
      )
    },
    send: async (_name, message: NoticeMessage, ctx) => {
      const localeOf = await receiverLocales(message.to, parts.locale, ctx)
      const words = { title: message.subject, text: message.text }
      const drafts = unique(message.to).map(person => ({ person, locale: localeOf(person), ...words }))
      return write(
        drafts,
        { kind: 'message', link: message.link ?? recordLink(message), ...subjectOf(message) },
        parts.channels,
        ctx,
      )
    },
  }
}

interface Draft {
  person: string
  locale: NoticeLocale
  title: string
  text: string
}

interface Circumstances {
  kind: string
  link: string | null
  subject_entity: string | null
  subject_id: string | null
}

/** Ids of the notices. */
async function write(
  drafts: readonly Draft[],
  about: Circumstances,
  channels: readonly string[],
  ctx: RunContext,
): Promise<string[]> {
  if (drafts.length === 0) return []
  const created_at = ctx.clock.now().toISOString()
  const rows = drafts.map(({ person, ...words }) => ({
    id: newId(),
    person_id: person,
    ...words,
    ...about,
    created_at,
  }))
  await ctx.tx.query(insertNotices, [JSON.stringify(rows)])
  for (const { id } of rows)
    for (const channel of channels)
      ctx.outbox({ task: DELIVER_NOTICE, payload: { noticeId: id, channel }, key: `notice:${id}:${channel}` })
  return rows.map(row => row.id)
}

async function receiverLocales(
  people: readonly string[],
  fallback: NoticeLocale,
  ctx: RunContext,
): Promise<(person: string) => NoticeLocale> {
  const chosen =
    people.length === 0
      ? []
      : await ctx.tx.query<{ person_id: string; locale: string }>(readLocalesOfPeople, [unique(people)])
  const byPerson = new Map(chosen.map(row => [row.person_id, row.locale]))
  return person => {
    const locale = byPerson.get(person)
    return locale === 'en' || locale === 'zh-CN' ? locale : fallback
  }
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]

const subjectOf = ({ entity, recordId }: Pick<NoticeMessage, 'entity' | 'recordId'>) => ({
  subject_entity: entity,
  subject_id: recordId,
})

const recordLink = ({ entity, recordId }: Pick<NoticeMessage, 'entity' | 'recordId'>): string | null =>
  entity && recordId ? `/records/${entity}/${recordId}` : null
