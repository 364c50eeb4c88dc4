import { pointerTokens } from '../json-pointer.ts'
import type { ContentNode } from './content-node.ts'

/** The node at a keyed pointer, or undefined. */
export const nodeUnder = (node: ContentNode | undefined, pointer: string): ContentNode | undefined =>
  pointerTokens(pointer).reduce<ContentNode | undefined>(
    (at, token) => (at === undefined || at.shape === 'leaf' ? undefined : at.entries.get(token)),
    node,
  )
