export type Urgency = 'overdue' | 'soon' | 'calm'

/** Less than this left is soon, in milliseconds: one day. */
const SOON_MS = 86_400_000

export function urgency(dueAt: string, now: Date): Urgency {
  const left = new Date(dueAt).getTime() - now.getTime()
  return left < 0 ? 'overdue' : left < SOON_MS ? 'soon' : 'calm'
}
