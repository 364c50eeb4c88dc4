import { useEffect, useMemo, useRef, useState } from 'react'
import type { EntityDescription } from '../../shell/api/app.ts'
import { recordsApi, type DraftValues, type FullRecord } from '../../shell/api/records.ts'
import { fieldsOf, type FieldModel } from '../../renderer/fields/field-model.ts'
import { changedBody, createBody, labelsOf, mergeComputed } from '../../renderer/form/draft/draft-values.ts'
import type { Labels } from '../../renderer/form/form-context.ts'

const PAUSE_MS = 250

interface ComputeInput {
  entity: EntityDescription
  /** The record that is being changed; with it, agreed prices stay as saving would keep them. Null for a new one. */
  base: FullRecord | null
  values: DraftValues
  merge: (edit: (values: DraftValues) => DraftValues) => void
  addLabels: (labels: Labels) => void
}

/**
 * Keeps computed and looked-up values up to date while somebody writes. Only the answer to the last question counts: a
 * new change aborts the request before it.
 */
export function useCompute({ entity, base, values, merge, addLabels }: ComputeInput): 'idle' | 'asking' | 'failed' {
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle')
  const fields = fieldsOf(entity)
  const question = useMemo(() => JSON.stringify(draftBody(fields, base, values)), [fields, base, values])
  // A record as it was read needs no computing.
  const answered = useRef<string | null>(base ? JSON.stringify({ id: base.id }) : null)
  const wanted = useMemo(() => fields.some(field => field.readOnly || field.type === 'lines'), [fields])

  useEffect(() => {
    if (!wanted || answered.current === question) return
    const abort = new AbortController()
    const ask = async () => {
      setState('asking')
      try {
        const answer = await recordsApi.compute(entity.name, JSON.parse(question) as DraftValues, abort.signal)
        if (abort.signal.aborted) return
        answered.current = question
        addLabels(labelsOf(fields, answer))
        merge(current => mergeComputed(fields, current, answer))
        setState('idle')
      } catch {
        // Saving computes again and says what is wrong; here a failure only means that the figures may be old.
        if (!abort.signal.aborted) setState('failed')
      }
    }
    const timer = setTimeout(() => void ask(), answered.current === null ? 0 : PAUSE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [question, wanted, entity.name, fields, merge, addLabels])
  return state
}

function draftBody(fields: readonly FieldModel[], base: FullRecord | null, values: DraftValues): DraftValues {
  return base ? { id: base.id, ...changedBody(fields, base, values) } : createBody(fields, values)
}
