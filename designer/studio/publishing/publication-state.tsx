import { useTranslation } from 'react-i18next'
import { StatusDot } from '../../shell/elements/status-dot.tsx'
import type { PublicationState } from './publishing-api.ts'

const TONES = {
  in_review: 'warning',
  scheduled: 'active',
  publishing: 'active',
  published: 'settled',
  rejected: 'failed',
  withdrawn: 'idle',
  failed: 'failed',
} as const

export function PublicationStateDot({ state }: { state: PublicationState }) {
  const { t } = useTranslation('publishing')
  return <StatusDot tone={TONES[state]}>{t(`state.${state}`)}</StatusDot>
}
