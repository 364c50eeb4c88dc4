import type { TextFault } from '../text-fault.ts'

const file = 'above/pack.json'
const manifest = (rest: string): string =>
  `{\n  "name": "above",\n  "version": "0.2.0",\n  "title": "Above",\n  "engine": ">=0.1.0"${rest}\n}\n`
const right = manifest('')
const requires = (name: string, range: string): string => manifest(`,\n  "requires": { "${name}": "${range}" }`)

export const packFaults: readonly TextFault[] = [
  {
    code: 'pack.no_manifest',
    file: 'above/README.md',
    wrong: '# Above\n',
    shown: file,
  },
  { code: 'pack.invalid_range', file, wrong: right.replace('">=0.1.0"', '‸"latest"'), right, pointer: '/engine' },
  { code: 'pack.engine_version', file, wrong: right.replace('">=0.1.0"', '‸">=99.0.0"'), right, pointer: '/engine' },
  {
    code: 'pack.missing',
    file,
    wrong: manifest(',\n  "requires": { "visit": ‸"*" }'),
    right: requires('visits', '*'),
    nearest: 'visits',
  },
  {
    code: 'pack.version',
    file,
    wrong: manifest(',\n  "requires": { "visits": ‸"^2.0.0" }'),
    right: requires('visits', '*'),
  },
  {
    code: 'pack.cycle',
    file: 'visits/pack.json',
    replace: '"engine": ">=0.1.0"',
    wrong: '"engine": ">=0.1.0",\n  "requires": { "above": ‸"*" }',
    beside: { [file]: requires('visits', '*') },
  },
  {
    code: 'pack.duplicate',
    file,
    wrong: right.replace('"above"', '‸"visits"'),
    right,
  },
  { code: 'pack.unknown_file', file: 'visits/pages/visit_list.html', wrong: '‸' },
  { code: 'pack.unknown_folder', file: 'visits/page/more.page.json', wrong: '‸', nearest: 'pages' },
]

const visit = '{\n  "$kind": "entity",\n  "$extends": "visits/entity/visit",\n  "name": "visit"\n}\n'
const extending = { [file]: requires('visits', '*') }

export const definitionFaults: readonly TextFault[] = [
  {
    code: 'definition.duplicate_name',
    file: 'above/roles/head.role.json',
    wrong:
      '{ "$kind": "role", "name": ‸"head", "title": "Head", "rules": [{ "key": "all", "action": "read", "subject": "visit" }] }',
    right: '{ "$kind": "role", "$extends": "visits/role/head", "name": "head", "title": "Head" }',
    beside: extending,
  },
  {
    code: 'definition.extends_invalid',
    file: 'above/entities/visit.entity.json',
    wrong: visit.replace('"visits/entity/visit"', '‸"visits/entity/guest"'),
    right: visit,
    beside: extending,
    pointer: '/$extends',
  },
  {
    code: 'definition.extends_unknown',
    file: 'above/entities/vist.entity.json',
    wrong: '{ "$kind": "entity", "$extends": ‸"visits/entity/vist", "name": "vist" }',
    right:
      '{ "$kind": "entity", "name": "vist", "title": "Vist", "type": "object", "x-display": "a", "properties": { "a": { "type": "string" } } }',
    beside: extending,
    nearest: 'visits/entity/visit',
  },
  {
    code: 'definition.extends_not_required',
    file,
    wrong: right,
    right: requires('visits', '*'),
    beside: { 'above/entities/visit.entity.json': visit.replace('"visits/entity/visit"', '‸"visits/entity/visit"') },
  },
  {
    code: 'definition.extends_local',
    file: 'local:visits/entity/leaflet',
    wrong:
      '{\n  "$kind": "entity",\n  "$extends": ‸"visits/entity/leaflet",\n  "name": "leaflet",\n  "title": "Leaflet"\n}\n',
    right:
      '{ "$kind": "entity", "name": "leaflet", "title": "Flyer", "type": "object", "x-display": "name", "properties": { "name": { "type": "string" } } }',
    shown: 'visits/entities/leaflet.entity.json',
  },
  {
    code: 'definition.unknown_kind',
    file: 'local:visits/entty/visit',
    wrong: '‸{}',
    shown: 'visits/entty/visit',
    nearest: 'entity',
  },
  {
    code: 'definition.invalid_name',
    file: 'visits/roles/Tail.role.json',
    wrong:
      '‸{ "$kind": "role", "name": "Tail", "title": "Tail", "rules": [{ "key": "all", "action": "read", "subject": "visit" }] }',
  },
  {
    code: 'definition.kind_mismatch',
    file: 'visits/roles/guard.role.json',
    replace: '"$kind": "role"',
    wrong: '"$kind": ‸"rolle"',
    pointer: '/$kind',
  },
  {
    code: 'definition.name_mismatch',
    file: 'visits/rule-sets/gate.rule-set.json',
    replace: '"name": "gate"',
    wrong: '"name": ‸"gait"',
    pointer: '/name',
  },
]
