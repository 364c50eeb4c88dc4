import { expect, test } from 'vitest'
import type { ListedDraft } from '../core/drafts-api.ts'
import { draftMarks } from './draft-marks.ts'

const draft = (id: string, name: string, of: Partial<ListedDraft> = {}): ListedDraft => ({
  id,
  author: { id: name, name },
  mine: false,
  baseHash: 'h',
  baseVersion: 1,
  revision: 1,
  updatedAt: '2026-03-10T00:00:00Z',
  stale: false,
  ...of,
})

test('one definition that I and others are changing is marked as mine and names the others', () => {
  const marks = draftMarks([
    draft('a/flow/x', 'me', { mine: true, stale: true }),
    draft('a/flow/x', '李四', { stale: true }),
    draft('a/flow/y', '王五', { stale: true }),
  ])

  expect(marks.get('a/flow/x')).toEqual({ mine: true, stale: true, names: ['李四'] })
  expect(marks.get('a/flow/y')).toEqual({ mine: false, stale: false, names: ['王五'] })
})
