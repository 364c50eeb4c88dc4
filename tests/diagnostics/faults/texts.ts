import type { TextFault } from '../text-fault.ts'

const file = 'visits/roles/guard.role.json'
const subject = '"subject": "visit"'

export const jsonFaults: readonly TextFault[] = [
  { code: 'json.syntax', file, replace: subject, wrong: `${subject}, ‸}` },
  { code: 'json.duplicate_key', file, replace: subject, wrong: `${subject}, ‸${subject}`, pointer: '/rules/0/subject' },
  {
    code: 'json.forbidden_key',
    file,
    replace: subject,
    wrong: `${subject}, ‸"__proto__": {}`,
    pointer: '/rules/0/__proto__',
  },
  { code: 'json.not_object', file, wrong: '‸["role", "head"]', pointer: '' },
  {
    code: 'json.too_deep',
    file,
    replace: subject,
    wrong: `"subject": ${'['.repeat(61)}‸[${']'.repeat(62)}`,
    right: subject,
  },
  { code: 'json.too_large', file, wrong: `‸${' '.repeat(2_000_001)}` },
]

export const schemaFaults: readonly TextFault[] = [
  { code: 'schema.invalid', file, replace: '"title": "Guard"', wrong: '"title": ‸""', pointer: '/title' },
  {
    code: 'schema.invalid_name',
    file: 'visits/entities/leaflet.entity.json',
    replace: '"properties": { "name": { "type": "string" } }',
    wrong: '"properties": { "name": { "type": "string" }, ‸"Age": { "type": "integer" } }',
    pointer: '/properties/Age',
  },
  {
    code: 'schema.not_allowed',
    file: 'visits/rule-sets/gate.rule-set.json',
    replace: '"hit_policy": "first"',
    wrong: '"hit_policy": ‸"frst"',
    nearest: 'first',
  },
  { code: 'schema.pattern', file, replace: '"key": "all"', wrong: '"key": ‸"All of it"', right: '"key": "all_of_it"' },
]

const locale = 'visits/locales/en.json'

export const entityFaults: readonly TextFault[] = [
  {
    code: 'entity.table_name',
    file: 'visits/entities/leaflet.entity.json',
    replace: '"name": { "type": "string" }',
    wrong:
      '"name": { "type": "string" }, "pages": ‸{ "type": "array", "x-lines": true, "items": { "type": "object", "properties": { "a": { "type": "string" } } } }',
    beside: {
      'visits/entities/leaflet_pages.entity.json':
        '{ "$kind": "entity", "name": "leaflet_pages", "title": "Pages", "type": "object", "x-display": "a", "properties": { "a": { "type": "string" } } }',
    },
    pointer: '/properties/pages',
  },
]

const german = '{ "visits/entity/visit": { "/title": "Besuch" } }\n'

const declaredLocaleFaults: readonly TextFault[] = [
  {
    code: 'locale.no_file',
    file: 'visits/pack.json',
    replace: '["zh-CN", "en"]',
    wrong: '["zh-CN", "en", ‸"de"]',
    severity: 'warning',
    pointer: '/locales/2',
  },
  {
    code: 'locale.not_declared',
    file: 'visits/locales/de.json',
    wrong: `‸${german}`,
    severity: 'warning',
  },
]

export const localeFaults: readonly TextFault[] = [
  ...declaredLocaleFaults,
  {
    code: 'locale.missing',
    file: locale,
    replace: '"visits/entity/visit": {\n    "/title": "Visit"',
    wrong: '‸"visits/entity/visit": {',
    severity: 'warning',
    pointer: '/visits~1entity~1visit/~1title',
  },
  {
    code: 'locale.not_text',
    file: locale,
    replace: '"/title": "Visit"',
    wrong: '"/title": "Visit", ‸"/properties/kind/oneOf/onsite/title": 1',
    right: '"/title": "Visit", "/properties/kind/oneOf/onsite/title": "1"',
  },
  {
    code: 'locale.unknown_definition',
    file: locale,
    replace: '{\n  "visits',
    wrong: '{\n  ‸"visits/entity/vist": {},\n  "visits',
    nearest: 'visits/entity/visit',
  },
  {
    code: 'locale.unknown_pointer',
    file: locale,
    replace: '"/title": "Visit"',
    wrong: '"/title": "Visit", ‸"/titel": "Visit"',
    nearest: '/title',
  },
]

const cases = 'visits/cases/allowance.case.json'

export const caseFaults: readonly TextFault[] = [
  {
    code: 'case.duplicate_key',
    file: cases,
    replace: '"key": "dear"',
    wrong: '"key": ‸"cheap"',
    pointer: '/cases/1/key',
  },
  {
    code: 'case.unknown_subject',
    file: cases,
    replace: '"rule-set/allowance"',
    wrong: '‸"rule-set/alowance"',
    nearest: 'allowance',
  },
]
