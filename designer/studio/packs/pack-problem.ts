import { useTranslation } from 'react-i18next'
import { ApiError, type Problem } from '../../shell/api/problem.ts'
import { useProblemText } from '../../shell/elements/problem-text.ts'
import { joined } from './joined.ts'

interface Lack {
  kind: 'pack' | 'module' | 'plugin'
  name: string
  wanted?: string
  found?: string
}

/** A refusal about packs in the language of the user; others as everywhere. */
export function usePackProblem(): (error: unknown) => string {
  const { t, i18n } = useTranslation('packs')
  const problemText = useProblemText()
  const say = t as unknown as (key: string, values: object) => string
  const lack = ({ kind, name, wanted = '', found = '' }: Lack): string =>
    t(`lack.${kind === 'pack' && found !== '' ? 'packFound' : kind}`, { name, wanted, found })
  return error => {
    if (!(error instanceof ApiError)) return problemText(error)
    const key = `problem.${error.code.replaceAll('.', '_')}`
    if (!i18n.exists(key, { ns: 'packs' })) return problemText(error)
    const { pack, by, lacks, diagnostics } = error.problem as Problem & Details
    return say(key, {
      pack: pack ?? '',
      by: joined(by ?? []),
      list: joined((lacks ?? []).map(lack)),
      first: diagnostics?.[0]?.message ?? '',
    })
  }
}

interface Details {
  pack?: string
  by?: string[]
  lacks?: Lack[]
  diagnostics?: { message: string }[]
}
