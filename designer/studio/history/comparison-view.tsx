import type { Comparison } from '@jingwei/engine/model'
import { Skeleton } from 'antd'
import { lazy, Suspense } from 'react'
import { TextDifference } from '../core/text-difference-view.tsx'

const FlowComparison = lazy(() => import('./flow-comparison.tsx'))
const RuleComparison = lazy(() => import('./rule-comparison.tsx'))

export type View = 'text' | 'picture'

interface ViewProps {
  view: View
  kind: string
  comparison: Comparison
  before: string | null
  after: string | null
}

/** Two texts of a definition as its kind shows them best, or line by line. */
export function ComparisonView({ view, kind, ...compared }: ViewProps) {
  return (
    <Suspense fallback={<Skeleton active paragraph={{ rows: 6 }} />}>
      {view === 'picture' && kind === 'flow' && <FlowComparison {...compared} />}
      {view === 'picture' && kind === 'rule-set' && <RuleComparison {...compared} />}
      {view === 'text' && <TextDifference {...compared} />}
    </Suspense>
  )
}
