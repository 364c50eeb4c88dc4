/** Opinions typed and not yet sent, by task: looking at another task in between must not lose them. */
const opinions = new Map<string, string>()

export function keepOpinion(taskId: string, opinion: string): void {
  if (opinion) opinions.set(taskId, opinion)
  else opinions.delete(taskId)
}

export function keptOpinion(taskId: string): string {
  return opinions.get(taskId) ?? ''
}
