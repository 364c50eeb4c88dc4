import type { ElementContent, MappingContent, MappingValue } from '../../../content.ts'
import type { Foreign } from '../../foreign.ts'
import type { ElementReading } from '../../element-reading.ts'

/** Local variables of an activity and what it gives back: texts, lists and maps. Scripts need FEEL or a function. */
export function readInputOutput(said: Foreign, at: ElementReading): Partial<ElementContent> {
  const parts = said.child('inputOutput')
  if (parts === undefined) return {}
  const inputMappings = parts.children('inputParameter').map(parameter => readParameter(parameter, at))
  const outputMappings = parts.children('outputParameter').map(parameter => readParameter(parameter, at))
  return {
    ...(inputMappings.length > 0 && { inputMappings }),
    ...(outputMappings.length > 0 && { outputMappings }),
  }
}

const readParameter = (parameter: Foreign, at: ElementReading): MappingContent => {
  const name = parameter.attribute('name') ?? ''
  return { name, value: readValue(parameter, name, at) }
}

/** An empty value is null; a null of our content would be the variable of that name. */
const NOTHING = '=null'

function readValue(value: Foreign, name: string, at: ElementReading): MappingValue {
  if (value.has('script')) {
    at.refuse(`Its parameter "${name}" is a script. Write it in FEEL, after "=".`)
    return NOTHING
  }
  const list = value.child('list')
  if (list !== undefined) return readList(list, name, at)
  const map = value.child('map')
  if (map !== undefined) return readMap(map, name, at)
  return value.text === '' ? NOTHING : value.text
}

const readList = (list: Foreign, name: string, at: ElementReading): MappingValue => ({
  list: list.all().map(({ name: tag, said }) => {
    if (tag === 'list') return readList(said, name, at)
    return tag === 'map' ? readMap(said, name, at) : readItem(tag, said, name, at)
  }),
})

const readItem = (tag: string, said: Foreign, name: string, at: ElementReading): MappingValue => {
  if (tag === 'script') at.refuse(`Its parameter "${name}" is a script. Write it in FEEL, after "=".`)
  return tag === 'value' ? said.text : NOTHING
}

const readMap = (map: Foreign, name: string, at: ElementReading): MappingValue => ({
  map: Object.fromEntries(
    map
      .children('entry')
      .map(entry => [entry.attribute('key') ?? '', readValue(entry, name, at)] as const)
      .filter(([key]) => key !== '__proto__'),
  ),
})
