import type { ElementContent } from '../content.ts'
import { compileWork } from './compile-service-task.ts'
import type { CompilingElement } from './compiling.ts'
import { compileExpression } from './expression.ts'
import type { Own } from './own.ts'

export function compileScriptTask(element: ElementContent, at: CompilingElement): Own | null {
  const { script, language, resultVariable } = element
  const work = compileWork(element, at)
  if (work !== undefined) return work
  if (!script || (!resultVariable && at.compiling.strict)) {
    const message = 'A script task needs a FEEL script and a jw:resultVariable.'
    at.compiling.faults.at(element.id, 'flow.missing_attribute', message)
    return null
  }
  const compiled = compileExpression(at, script, language)
  return compiled && { type: 'scriptTask', script: compiled, resultVariable: resultVariable ?? null }
}
