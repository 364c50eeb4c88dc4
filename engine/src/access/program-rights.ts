import type { DefinitionRight, ProgramRight } from '../runtime/context.ts'

/** What a program needs each right for. */
const MEANS: Readonly<Record<ProgramRight, { action: string; subject: string }>> = {
  read: { action: 'read', subject: 'definition' },
  edit: { action: 'edit', subject: 'definition' },
  publish: { action: 'publish', subject: 'definition' },
  work: { action: 'work', subject: 'external_task' },
  send: { action: 'publish', subject: 'message' },
}

export const DEFINITION_RIGHTS: readonly DefinitionRight[] = ['read', 'edit', 'publish']
export const PROGRAM_RIGHTS = Object.keys(MEANS) as readonly ProgramRight[]

/** What the right lets a program do, if its person may. */
export const meaningOf = (right: ProgramRight): { action: string; subject: string } => MEANS[right]

/** What a rule of a role still grants to a program with these rights. Its conditions stay those of its own subject. */
export function withinRights<Rule extends { action: string[]; subject: string }>(
  rule: Rule,
  rights: readonly ProgramRight[],
): Rule[] {
  const granted = rights
    .map(right => MEANS[right])
    .filter(({ action, subject }) => isAbout(rule, subject) && doesTo(rule, action))
  return [...new Set(granted.map(({ subject }) => subject))].map(subject => ({
    ...rule,
    subject,
    action: granted.filter(each => each.subject === subject).map(({ action }) => action),
  }))
}

const isAbout = (rule: { subject: string }, subject: string): boolean =>
  rule.subject === subject || rule.subject === 'all'

const doesTo = (rule: { action: string[] }, action: string): boolean =>
  rule.action.includes(action) || rule.action.includes('manage')
