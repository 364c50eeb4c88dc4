import { lazy } from 'react'
import type { RoomKind } from './room.ts'

const textRoom: RoomKind = { Room: lazy(() => import('../kinds/text/text-room.tsx')), editable: false }

const kinds: Record<string, RoomKind> = {
  flow: { Room: lazy(() => import('../kinds/flow/flow-room.tsx')), editable: true },
  'rule-set': {
    Room: lazy(() => import('../kinds/rule-set/rule-room.tsx')),
    editable: true,
  },
}

/** The room of a kind; kinds without one of their own are shown as text. */
export const roomKind = (kind: string): RoomKind => kinds[kind] ?? textRoom
