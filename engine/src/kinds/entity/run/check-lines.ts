import type { InputProblem } from '../../../base/errors.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import { pointerTo } from '../../../metadata/json-pointer.ts'
import { linesOf, type RecordData } from '../compute.ts'
import { RecordInvalid } from './errors.ts'

/** A line's id names a line that the record has, and each once; new lines have none. Throws RecordInvalid. */
export function checkLineIds(model: EntityModel, body: RecordData, before: RecordData | null): void {
  const problems = model.fields
    .filter(field => field.type === 'lines')
    .flatMap(field => {
      const free = new Set(before === null ? [] : linesOf(before, field).map(line => line['id']))
      return linesOf(body, field).flatMap((line, n): InputProblem[] => {
        if (line['id'] === undefined || free.delete(line['id'])) return []
        const message = 'This line is not there, or stands twice. Leave the id out to add a line.'
        return [{ pointer: pointerTo('', field.name, n, 'id'), code: 'record.unknown_line', message }]
      })
    })
  if (problems.length > 0) throw new RecordInvalid(model, problems)
}
