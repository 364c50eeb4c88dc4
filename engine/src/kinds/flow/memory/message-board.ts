import { addDuration } from '../timer/duration.ts'
import type { Subscription } from '../state.ts'

/** What somebody tells whoever waits for it. */
export interface NewMessage {
  name: string
  /** Null: for everybody who waits for the name. */
  key: string | null
  /** The sender's own id; the same one twice is one message. Null: every one is new. */
  messageId: string | null
  /** ISO 8601 duration for which it waits for those who come later; null: an hour. */
  timeToLive: string | null
  variables: Readonly<Record<string, unknown>>
}

export interface KeptMessage extends NewMessage {
  id: string
  expiresAt: string
  /** Definitions of which a run has had it: a message goes to one run of each. */
  taken: Set<string>
}

const DEFAULT_TIME_TO_LIVE = 'PT1H'

/** Published messages, with the rules of the database: once per definition, in their order, until their time is over. */
export class MessageBoard {
  #messages: KeptMessage[] = []

  /** Undefined: it was published before. */
  publish(message: NewMessage, { id, now }: { id: string; now: string }): KeptMessage | undefined {
    if (message.messageId !== null && this.#messages.some(kept => isSame(kept, message))) return undefined
    const expiresAt = addDuration(now, message.timeToLive ?? DEFAULT_TIME_TO_LIVE, 1)
    const kept = { ...message, id, expiresAt, taken: new Set<string>() }
    this.#messages.push(kept)
    return kept
  }

  /** The oldest one that a subscription may have. */
  waitingFor(subscription: Subscription, now: string): KeptMessage | undefined {
    return this.#messages.find(message => message.expiresAt > now && fits(message, subscription))
  }
}

/** A key has to be the same; a message without one is for all. */
export const fits = (message: KeptMessage, { kind, name, key, definition }: Subscription): boolean =>
  kind === 'message' &&
  name === message.name &&
  (message.key === null || message.key === key) &&
  !message.taken.has(definition)

const isSame = (kept: KeptMessage, message: NewMessage): boolean =>
  kept.messageId === message.messageId && kept.name === message.name && kept.key === message.key
