import type { Instance } from './state.ts'

/** The element on whose behalf the world is asked, and its run: for those who write down questions and answers. */
export interface Asker {
  element: string
  instance: Instance
  /** Somebody keeps the answer: the result of a function may be for nobody. */
  wanted?: boolean
}
