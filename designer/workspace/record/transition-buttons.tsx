import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntityDescription, TransitionDescription } from '../../shell/api/app.ts'
import { ApiError } from '../../shell/api/problem.ts'
import { recordsApi, type FullRecord } from '../../shell/api/records.ts'
import { MoreIcon } from '../../shell/elements/icons.tsx'
import { useProblemText } from '../../shell/elements/problem-text.ts'
import { leadsToAnEnd } from '../../renderer/fields/state-tone.ts'
import { CommentDialog } from './comment-dialog.tsx'
import { useRecordChanged } from './use-record.ts'

/**
 * What may be done to the record now. The first step forward is the primary button; one into a state that nothing leaves
 * can't be undone, so it lies in the menu and asks for a word of reason.
 */
export function TransitionButtons({ entity, record }: { entity: EntityDescription; record: FullRecord }) {
  const { t } = useTranslation()
  const { states } = entity
  const [asking, setAsking] = useState<TransitionDescription | null>(null)
  const { busy, run } = useTransition(entity, record)
  if (!states) return null

  const offered = states.transitions.filter(transition => record._permissions.transitions.includes(transition.key))
  const final = offered.filter(transition => leadsToAnEnd(states, transition))
  const forward = offered.filter(transition => !final.includes(transition))
  const menu = final.map(transition => ({
    key: transition.key,
    label: transition.title,
    onClick: () => setAsking(transition),
  }))
  return (
    <>
      {menu.length > 0 && (
        <Dropdown menu={{ items: menu }} trigger={['click']} placement="bottomRight">
          <Button icon={<MoreIcon />} aria-label={t('record.more')} />
        </Dropdown>
      )}
      {forward.map((transition, index) => (
        <Button
          key={transition.key}
          type={index === 0 ? 'primary' : 'default'}
          loading={busy === transition.key}
          disabled={busy !== null}
          onClick={() => void run(transition.key)}
        >
          {transition.title}
        </Button>
      ))}
      <CommentDialog
        open={asking !== null}
        title={asking?.title ?? ''}
        text={t('record.finalText', { state: stateTitle(entity, asking?.to) })}
        busy={busy !== null}
        onCancel={() => setAsking(null)}
        onConfirm={async comment => {
          if (asking && (await run(asking.key, comment))) setAsking(null)
        }}
      />
    </>
  )
}

function useTransition(entity: EntityDescription, record: FullRecord) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const problemText = useProblemText()
  const changed = useRecordChanged()
  const [busy, setBusy] = useState<string | null>(null)

  const run = async (key: string, comment?: string): Promise<boolean> => {
    setBusy(key)
    try {
      changed(entity.name, await recordsApi.transition(entity.name, record.id, key, record.version, comment))
      return true
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : []
      if (fields.length > 0)
        void modal.error({
          title: problemText(error),
          content: fields.map(field => <p key={field.pointer}>{field.message}</p>),
        })
      else
        void message.error(
          error instanceof ApiError && error.status === 412 ? t('record.staleText') : problemText(error),
        )
      return false
    } finally {
      setBusy(null)
    }
  }
  return { busy, run }
}

function stateTitle(entity: EntityDescription, state: string | undefined): string {
  const schema = entity.states ? entity.schema.properties[entity.states.field] : undefined
  return schema?.oneOf?.find(option => option.const === state)?.title ?? state ?? ''
}
