/** Languages the engine itself speaks. */
export type NoticeLocale = 'zh-CN' | 'en'

/** What the built-in notice of an opened task is made of. */
export interface TaskOpenedWords {
  /** Title of the task, e.g. `区域经理审批`. */
  title: string
  /** What it is about, e.g. `合同 CT-2026-0000001`. */
  recordTitle: string | null
  starterName: string | null
}

/** Subject and text in the receiver's language. */
export const taskOpenedText: Record<NoticeLocale, (words: TaskOpenedWords) => { title: string; text: string }> = {
  'zh-CN': ({ title, recordTitle, starterName }) => ({
    title: recordTitle ? `待处理：${recordTitle}` : `待处理：${title}`,
    text: `“${title}”等待您处理。${recordTitle ? `事项：${recordTitle}。` : ''}${starterName ? `发起人：${starterName}。` : ''}`,
  }),
  en: ({ title, recordTitle, starterName }) => ({
    title: recordTitle ? `To do: ${recordTitle}` : `To do: ${title}`,
    text: `“${title}” is waiting for you.${recordTitle ? ` Subject: ${recordTitle}.` : ''}${starterName ? ` Started by ${starterName}.` : ''}`,
  }),
}
