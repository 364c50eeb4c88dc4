import type { Source } from '../kind.ts'
import { referencesIn } from './definition-uses.ts'
import { membersOf, spanInString } from './json-names.ts'
import type { NameUse } from './locate-reference.ts'
import { namedPlaces, namedSteps } from './named-places.ts'
import type { PackView } from './pack-view.ts'
import { isRenamed, type NamedTarget } from './rename-target.ts'

/** Where translations say the name: in ids of definitions, and in pointers to texts. */
export function localeUses(view: PackView, target: NamedTarget): NameUse[] {
  return view.output.packs.flatMap(pack =>
    pack.locales.flatMap(layer =>
      membersOf(view.treeOf(layer)).flatMap(({ key, value }) => {
        const source = view.output.sources.get(key.value as string)
        if (!source) return []
        const steps = stepsIn(view, source, target)
        const inPointers = membersOf(value).flatMap(member =>
          steps(member.key.value as string).map(from =>
            spanInString(layer.text, member.key, from, from + target.oldName.length),
          ),
        )
        const inId = isRenamed(source, target, view.kinds.values())
          ? [spanInString(layer.text, key, source.id.length - source.name.length)]
          : []
        return [...inId, ...inPointers].map(span => ({ file: layer.file, ...span }))
      }),
    ),
  )
}

function stepsIn(view: PackView, source: Source, target: NamedTarget): (pointer: string) => number[] {
  const kind = view.kinds.get(source.kind)!
  const { content } = source
  const places = namedPlaces(referencesIn(view, source, target), content, kind)
  if (places.size === 0) return () => []
  return pointer => namedSteps(pointer, { name: target.oldName, places, content, schema: kind.schema })
}
