import { InvalidInput } from '../../base/errors.ts'
import type { CaseName, FailedCase } from '../../runtime/publishing/case-outcome.ts'
import type { CommandArgs, Option } from '../command.ts'

/** For commands that run cases before they publish. */
export const setAsideOption: Option = {
  type: 'string',
  value: 'cases',
  help: 'Publish although these cases of a pack fail: <kind>/<name>:<key>, more after commas',
}

/** The cases that a call sets aside. Throws BadSetAside. */
export function setAsideOf({ values }: CommandArgs): CaseName[] {
  const given = values['set-aside']
  return given === undefined ? [] : String(given).split(',').map(caseNameOf)
}

/** A failed case, in the form in which it can be set aside. */
export const failedCaseText = ({ of, key, title, file }: FailedCase): string => `${of}:${key}  ${title} (${file})`

function caseNameOf(text: string): CaseName {
  const [, of, key] = /^([a-z-]+\/[^:\s]+):(\S+)$/.exec(text.trim()) ?? []
  if (of === undefined || key === undefined) throw new BadSetAside(text)
  return { of, key }
}

export class BadSetAside extends InvalidInput {
  constructor(text: string) {
    super(
      'configuration.bad_set_aside',
      `"${text}" names no case: write <kind>/<name>:<key>, as the list of failed cases does.`,
    )
  }
}
