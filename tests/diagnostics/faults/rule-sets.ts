import type { TextFault } from '../text-fault.ts'

const file = 'visits/rule-sets/allowance.rule-set.json'

export const ruleSetFaults: readonly TextFault[] = [
  { code: 'rule_set.duplicate_key', file, replace: '"long_in_the_east"', wrong: '‸"cheap"', pointer: '/rules/1/key' },
  {
    code: 'rule_set.unknown_fact',
    file,
    replace: '"fact": "minutes"',
    wrong: '"fact": ‸"minuts"',
    pointer: '/rules/1/conditions/all/0/fact',
    nearest: 'minutes',
  },
  { code: 'rule_set.operator_type', file, replace: '"operator": "equal"', wrong: '"operator": ‸"greaterThan"' },
  { code: 'rule_set.value_type', file, replace: '"value": "100"', wrong: '"value": ‸100', right: '"value": "100.00"' },
  {
    code: 'rule_set.missing_output',
    file,
    replace: '{ "level": 1 }',
    wrong: '‸{ "note": "long" }',
    right: '{ "level": 2 }',
  },
  {
    code: 'rule_set.unknown_output',
    file,
    replace: '{ "level": 1 }',
    wrong: '{ "level": 1, "nte": ‸"long" }',
    right: '{ "level": 1, "note": "long" }',
    nearest: 'note',
  },
  {
    code: 'rule_set.unknown_property',
    file: 'visits/rule-sets/gate.rule-set.json',
    replace: '["cost"]',
    wrong: '[‸"cots"]',
    nearest: 'cost',
  },
  {
    code: 'rule_set.no_order',
    file: 'visits/rule-sets/gate.rule-set.json',
    replace: '"hit_policy": "first"',
    wrong: '"hit_policy": ‸"max"',
    right: '"hit_policy": "any"',
  },
  {
    code: 'rule_set.unused_input',
    file,
    replace: '"minutes": { "type": "integer" }',
    wrong: '"minutes": { "type": "integer" },\n      "weight": ‸{ "type": "integer" }',
    severity: 'warning',
    pointer: '/inputs/properties/weight',
  },
  {
    code: 'rule_set.rule_never_taken',
    file,
    replace: '{\n        "all": [\n          { "fact": "minutes"',
    wrong:
      '‸{\n        "all": [\n          { "fact": "cost", "operator": "lessThan", "value": "100" },\n          { "fact": "minutes"',
    severity: 'warning',
    pointer: '/rules/1/conditions',
  },
  {
    code: 'rule_set.never_in_force',
    file,
    replace: '"hit_policy": "first"',
    wrong: '"effective": { "from": "2026-02-01", "to": ‸"2026-01-01" },\n  "hit_policy": "first"',
    right: '"effective": { "from": "2026-02-01", "to": "2026-02-01" },\n  "hit_policy": "first"',
  },
]
