import type { LinkTarget } from './article.ts'

const NAMED = /^(article|page):([a-z][a-z0-9_]{0,62})(?:#(.+))?$/

/** Where a link of an article leads; undefined for an address that articles don't offer. `own` is the article's name. */
export function linkTarget(url: string, own: string): LinkTarget | undefined {
  if (url.startsWith('#') && url.length > 1) return { kind: 'article', name: own, heading: decoded(url.slice(1)) }
  const [, kind, name, heading] = NAMED.exec(url) ?? []
  if (kind === 'article') return { kind, name: name!, heading: heading === undefined ? null : decoded(heading) }
  if (kind === 'page') return heading === undefined ? { kind, name: name! } : undefined
  return isAddress(url) ? { kind: 'address', url } : undefined
}

/** The Markdown reader leaves `%E9%80%80` as it stands. */
function decoded(heading: string): string {
  try {
    return decodeURIComponent(heading)
  } catch {
    return heading
  }
}

function isAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username } = new URL(url)
  // https://bank.example@evil.example shows one host and opens another.
  return (protocol === 'https:' && username === '') || protocol === 'mailto:'
}
