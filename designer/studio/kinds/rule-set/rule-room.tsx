import { canonicalJson, decisionTable, ruleSetKind, type RuleSetContent } from '@jingwei/engine/model'
import { useCallback, useLayoutEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StateMessage } from '../../../shell/elements/state-message.tsx'
import { commandStack, execute, redo, undo, type Command, type CommandStack } from '../../core/command-stack.ts'
import type { RoomProps } from '../../core/room.ts'
import { DecisionGrid } from './decision-grid.tsx'
import styles from './rule-room.module.css'
import { tableOf } from './table-of.ts'
import { TestBench } from './test-bench.tsx'

/** A rule set as a decision table, with a bench below where it is tried at once. */
export default function RuleRoom(props: RoomProps) {
  const { t } = useTranslation('studio')
  const first = useMemo(() => tableOf(props.text), [props.text])
  if (first) return <Table {...props} content={first.content} />
  return <StateMessage title={t('table.notTable', { rule: ruleThatIsNoRow(props.text) })} />
}

function Table({ content, ...props }: RoomProps & { content: RuleSetContent }) {
  const { t } = useTranslation('studio')
  const { stack, run } = useRuleStack(content, props)
  const [hits, setHits] = useState<readonly string[]>([])
  const { table } = decisionTable(stack.state)
  const policy = { first: 'hit', unique: 'hitUnique', any: 'hitAny', collect: 'hitCollect', max: 'hitMax' } as const
  if (!table) return null
  return (
    <div className={styles.room}>
      <div className={styles.scroll}>
        <p className={styles.policy}>{t(`table.${policy[stack.state.hit_policy]}`)}</p>
        <DecisionGrid
          content={stack.state}
          table={table}
          readOnly={props.readOnly}
          hits={hits}
          focusedPointer={props.focused?.pointer}
          diagnostics={props.diagnostics}
          run={run}
        />
        {!props.readOnly && <p className={styles.hint}>{t('table.hint')}</p>}
      </div>
      <TestBench content={stack.state} definition={props.definition} onHits={setHits} />
    </div>
  )
}

function useRuleStack(content: RuleSetContent, { onChange, onControls }: RoomProps) {
  const [stack, setStack] = useState<CommandStack<RuleSetContent>>(() => commandStack(content))
  const move = useCallback(
    (step: (stack: CommandStack<RuleSetContent>) => CommandStack<RuleSetContent>) => {
      const next = step(stack)
      if (next === stack) return
      setStack(next)
      onChange(canonicalJson(next.state, ruleSetKind.schema))
    },
    [stack, onChange],
  )
  // Before the picture changes: the next key must find the new state of the stack.
  useLayoutEffect(() => {
    const { canUndo, canRedo, undoName, redoName } = stack
    onControls({ canUndo, canRedo, undoName, redoName, undo: () => move(undo), redo: () => move(redo) })
  }, [stack, move, onControls])
  const run = useCallback((command: Command<RuleSetContent>) => move(now => execute(now, command)), [move])
  return { stack, run }
}

function ruleThatIsNoRow(text: string): string {
  try {
    return decisionTable(JSON.parse(text) as RuleSetContent).notATable?.rule ?? ''
  } catch {
    return ''
  }
}
