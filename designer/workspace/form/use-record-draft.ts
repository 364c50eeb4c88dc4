import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { EntityDescription } from '../../shell/api/app.ts'
import type { DraftValues, FullRecord } from '../../shell/api/records.ts'
import { useSession } from '../../shell/session/session-context.ts'
import { fieldsOf } from '../../renderer/fields/field-model.ts'
import { clearDraft, readDraft, writeDraft, type DraftKey } from '../../renderer/form/draft/draft-store.ts'
import { changedBody, labelsOf } from '../../renderer/form/draft/draft-values.ts'
import { newRow } from '../../renderer/form/line-grid/grid-row.ts'
import type { Labels } from '../../renderer/form/form-context.ts'

/** Typing pauses of this length are when a draft is written, in milliseconds. */
const WRITE_AFTER_MS = 400

/**
 * The values of a form and the local draft behind them: every pause in typing is kept in the browser per user and record,
 * so a closed tab, an expired session or a refused save loses nothing.
 */
export function useRecordDraft(entity: EntityDescription, record: FullRecord | null) {
  const { user } = useSession()
  const key = useMemo<DraftKey>(
    () => ({ user: user.id, entity: entity.name, record: record?.id ?? null }),
    [user.id, entity.name, record?.id],
  )
  const [stored] = useState(() => readDraft(localStorage, key, new Date()))
  const [base, setBase] = useState<FullRecord | null>(stored?.base ?? record)
  const [values, setValues] = useState<DraftValues>(() => stored?.values ?? record ?? emptyRecord(entity))
  const [labels, setLabels] = useState<Labels>(
    () => new Map([...(record ? labelsOf(fieldsOf(entity), record) : []), ...(stored?.labels ?? [])]),
  )
  const [restoredAt, setRestoredAt] = useState(stored?.at ?? null)
  const [full, setFull] = useState(false)
  const done = useRef(false)

  const dirty = useMemo(
    () => Object.keys(changedBody(fieldsOf(entity), base ?? {}, values)).length > 0,
    [entity, base, values],
  )
  // Only what somebody typed makes a draft: defaults of a new record that come from the server do not.
  const touched = useRef(stored !== null)

  useEffect(() => {
    if (!touched.current || done.current) return
    const timer = setTimeout(() => {
      if (dirty)
        setFull(!writeDraft(localStorage, key, { at: new Date().toISOString(), base, values, labels: [...labels] }))
      else clearDraft(localStorage, key)
    }, WRITE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [dirty, key, base, values, labels])

  return {
    /** The record that the draft was begun on: its version is what If-Match says. */
    base,
    values,
    labels,
    dirty: dirty && touched.current,
    restoredAt,
    /** The browser has no space left for the draft. */
    full,
    change: useCallback((next: DraftValues) => {
      touched.current = true
      setValues(next)
    }, []),
    /** For what the server computed: not the user's change. */
    merge: setValues,
    addLabels: useCallback((more: Labels) => setLabels(known => new Map([...known, ...more])), []),
    acceptRestored: () => setRestoredAt(null),
    /** Back to what the server has. */
    discard: useCallback(() => {
      clearDraft(localStorage, key)
      touched.current = false
      setRestoredAt(null)
      setBase(record)
      setValues(record ?? emptyRecord(entity))
    }, [key, record, entity]),
    /** After a conflict: goes on from the current record with these values. */
    rebaseOn: useCallback((current: FullRecord, next: DraftValues) => {
      setBase(current)
      setValues(next)
    }, []),
    /** After saving: nothing is left to keep. */
    finish: useCallback(() => {
      done.current = true
      clearDraft(localStorage, key)
    }, [key]),
  }
}

/** Where lines must be, the first one stands ready to be typed into. */
function emptyRecord(entity: EntityDescription): DraftValues {
  const lists = fieldsOf(entity).filter(field => field.type === 'lines' && !field.readOnly && (field.minItems ?? 0) > 0)
  return Object.fromEntries(lists.map(field => [field.name, [newRow()]]))
}
