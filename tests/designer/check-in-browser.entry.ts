import { createWorkspace, kinds, type CompileInput } from '../../engine/src/model.ts'

interface Given extends Pick<CompileInput, 'packs'> {
  functions: Omit<CompileInput['functions'][number], 'run'>[]
  edit: { file: string; text: string }
}

/** A browser has no modules: it checks calls by their signatures and never makes one. */
const run = (): never => {
  throw new Error('functions run on the server')
}

async function check({ packs, functions, edit }: Given) {
  const workspace = createWorkspace({ packs, kinds, functions: functions.map(signature => ({ ...signature, run })) })
  const first = await workspace.diagnostics()
  workspace.set(edit.file, edit.text)
  const startedAt = performance.now()
  const second = await workspace.diagnostics()
  return { first, second, milliseconds: performance.now() - startedAt }
}

Object.assign(globalThis, { jingwei: { check } })
