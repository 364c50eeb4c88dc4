import type { OutboxMessage, Transaction } from '../runtime/context.ts'
import { addJobs } from '../store/statements/add-jobs.ts'

/**
 * Writes the messages of a command as jobs of the worker, in the command's own transaction: they exist exactly when
 * the command has committed. A message whose key is already waiting replaces the waiting one.
 */
export function writeOutbox(tx: Transaction, messages: readonly OutboxMessage[]): void {
  if (messages.length === 0) return
  tx.write(addJobs, [JSON.stringify(latestPerKey(messages))])
}

function latestPerKey(messages: readonly OutboxMessage[]): OutboxMessage[] {
  const unkeyed = messages.filter(message => message.key === undefined)
  const keyed = new Map(messages.filter(message => message.key !== undefined).map(message => [message.key, message]))
  return [...unkeyed, ...keyed.values()]
}
