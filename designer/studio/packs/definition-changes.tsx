import type { Comparison } from '@jingwei/engine/model'
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { useDelayed } from '../../shell/elements/use-delayed.ts'
import { ChangeList } from '../core/change-list.tsx'
import { definitionsApi } from '../core/definitions-api.ts'
import styles from './definitions.module.css'
import { DefinitionHeading, kindOf } from './definition-heading.tsx'
import type { Titled } from './packs-api.ts'

interface DefinitionChangesProps {
  definition: Titled
  comparison: Comparison
  opened: boolean
}

/** One changed definition that unfolds into sentences; its text is read only then. */
export function DefinitionChanges({ definition, comparison, opened }: DefinitionChangesProps) {
  const [open, setOpen] = useState(opened)
  return (
    <details className={styles.group} open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <DefinitionHeading definition={definition} />
        <span className={styles.aside}>{comparison.changes.length}</span>
      </summary>
      {open && <Sentences definition={definition} comparison={comparison} />}
    </details>
  )
}

function Sentences({ definition: { id }, comparison }: Omit<DefinitionChangesProps, 'opened'>) {
  const text = useTextInForce(id)
  const late = useDelayed(text.isPending)
  return (
    <div className={styles.body}>
      {text.isPending && late && (
        <Skeleton active title={false} paragraph={{ rows: Math.min(comparison.changes.length, 4) }} />
      )}
      {!text.isPending && (
        <ChangeList kind={kindOf(id)} comparison={comparison} before={text.data?.text ?? null} after={null} />
      )}
    </div>
  )
}

/** The text whose titles the sentences use. Without it they use names: it only helps to read. */
export const useTextInForce = (id: string) =>
  useQuery({ queryKey: ['definition', id], queryFn: () => definitionsApi.read(id), retry: false })
