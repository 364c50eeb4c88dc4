/**
 * A column was given more digits: a connection that prepared statements on it before refuses them for ever ("cached plan
 * must not change result type"). Nothing was done; another connection can.
 */
export function isStalePlan(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause)
    if ((e as { code?: unknown }).code === '0A000' && e.message.includes('cached plan')) return true
  return false
}
