import type { Definitions } from './synthetic-packs.ts'

/** Every Chinese title, by its pointer; flows and documents have none of their own here. */
export function translations(definitions: Definitions, pack: string): Record<string, Record<string, string>> {
  const texts: Record<string, Record<string, string>> = {}
  for (const content of definitions.values()) {
    if (typeof content === 'string') continue
    const own = (texts[`${pack}/${String(content['$kind'])}/${String(content['name'])}`] = {})
    collect(content, '', own)
  }
  return texts
}

function collect(value: unknown, at: string, into: Record<string, string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, each] of Object.entries(value)) {
    const item = each as { key?: string; const?: string; field?: string } | null
    const token = Array.isArray(value) ? (item?.key ?? item?.const ?? item?.field ?? key) : key
    if ((key === 'title' || key === 'message') && typeof each === 'string') into[`${at}/${key}`] = `Text of ${at}/${key}`
    else collect(each, `${at}/${token}`, into)
  }
}
