import { expect, test } from 'vitest'
import { compileFeel } from '../compile-feel.ts'
import { feelToJson } from '../values/feel-json.ts'

const value = (text: string) => {
  const { expression, faults } = compileFeel(text, {})
  expect(faults).toEqual([])
  return feelToJson(expression!.evaluate({}))
}

test.each([
  ['EX-P1 net', 'net of gross(27020.00, 13)', '23911.5'],
  ['EX-P1 tax', 'tax of gross(27020.00, 13)', '3108.5'],
  ['EX-P5 net', 'net of gross(500 * 84.00, 13)', '37168.14'],
  ['EX-P5 margin', 'net of gross(500 * 84.00, 13) - round amount(500 * 61.20)', '6568.14'],
  ['EX-RB1 net', '-net of gross(67500, 13)', '-59734.51'],
  ['EX-RB1 tax', '-tax of gross(67500, 13)', '-7765.49'],
  ['EX-P4 bundle', 'split amount(176543.21, [180000, 12000, 8000])', ['158888.89', '10592.59', '7061.73']],
  ['EX-PR1 header', 'split amount(200, [5400, 3600])', ['120', '80']],
  ['EX-CR2 interest', 'round amount(318600.00 * 0.05 / 100 * 37)', '5894.1'],
  ['EX-P6 export', 'round amount(12 * 1250.00 * 7.1123)', '106684.5'],
  ['tax on top', 'tax of net(100.05, 13)', '13.01'],
  [
    'half away from zero',
    '[round amount(0.005), round amount(-0.005), round amount(1.2345, 3)]',
    ['0.01', '-0.01', '1.235'],
  ],
  ['ties go to the first', 'split amount(1, [1, 1, 1])', ['0.34', '0.33', '0.33']],
  ['a negative amount is its mirror', 'split amount(-1, [1, 1, 1])', ['-0.34', '-0.33', '-0.33']],
  ['pieces', 'split amount(7, [2, 1], 0)', ['5', '2']],
  ['half a cent', 'split amount(0.005, [1])', null],
  ['no weight', 'split amount(1, [0, 0])', null],
  ['a negative weight', 'split amount(1, [1, -1])', null],
  ['a negative rate', 'net of gross(1, -13)', null],
  ['half a decimal', 'round amount(1, 0.5)', null],
])('prices, %s: %s', (_, text, expected) => expect(value(text)).toEqual(expected))

test.each([
  ['time("10:30:00+08:00").time offset', 'PT8H'],
  ['time("10:30:00@Asia/Shanghai").timezone', 'Asia/Shanghai'],
  ['time("10:30:00+08:00") = time("02:30:00Z")', true],
  ['time("10:30:00") = time("10:30:00Z")', null],
  ['is(time("10:30:00+08:00"), time("02:30:00Z"))', false],
  ['is(time("10:30:00+00:00"), time("10:30:00Z"))', true],
  ['time("23:30:00+08:00") + @"PT1H"', '00:30:00+08:00'],
  ['time("10:00:00+08:00") - time("01:00:00Z")', 'PT1H'],
  ['time(10, 30, 15.5, @"PT5H30M")', '10:30:15.5+05:30'],
  ['time(10, 30, 0, @"PT25H")', null],
  ['time("10:30:00@Nowhere/At_all")', null],
  ['time("10:30:60")', null],
  ['date and time(date("2026-01-31"), time("10:30:00+08:00"))', '2026-01-31T02:30:00Z'],
  ['string(date and time("2026-03-29T01:30:00@Europe/Paris") + @"PT1H")', '2026-03-29T03:30:00@Europe/Paris'],
  ['date and time("2026-02-01T00:00:00Z") - date("2026-01-31")', 'P1D'],
  ['date("9999999-01-01")', null],
  ['date("12026-01-31").year', '12026'],
  ['week of year(date("2027-01-03"))', '53'],
  ['for d in @"2026-02-01"..@"2026-01-30" return d', ['2026-02-01', '2026-01-31', '2026-01-30']],
  ['for d in (@"2026-01-30"..@"2026-02-01") return d', ['2026-01-31']],
])('dates and times: %s', (text, expected) => expect(value(text)).toEqual(expected))

test.each([
  ['matches("a b", "a b", "x")', false],
  ['matches("ab", "a b", "x")', true],
  ['matches("a b", "a[ ]b", "x")', true],
  ['replace("aé浙🎉", "[^a]", "-")', 'a---'],
  ['replace("abc", "(b)", "<$1$0>")', 'a<bb>c'],
  ['replace("abc", "b", "\\\\$1")', 'a$1c'],
  ['replace("abc", "b", "$")', null],
  ['replace("abc", "(b)", "$12")', 'ab2c'],
  ['replace("abc", "b", "$2")', 'ac'],
  ['replace("abc", "", "-")', '-a-b-c-'],
  ['split("abc", "")', ['a', 'b', 'c']],
  ['split(";a;", ";")', ['', 'a', '']],
  ['string join(split("2026-01-31", "-"), "/")', '2026/01/31'],
  ['{p: string join(["("]), r: matches("a", p)}.r', null],
])('patterns: %s', (text, expected) => expect(value(text)).toEqual(expected))

test.each([
  ['during(5, [1..10])', true],
  ['during([4..6], [1..10])', true],
  ['during((1..10], (1..10])', true],
  ['during([1..10], (1..10])', false],
  ['starts(1, [1..10])', true],
  ['starts(1, (1..10])', false],
  ['starts([1..5], [1..10])', true],
  ['starts([1..10], [1..5])', false],
  ['started by([1..10], [1..5])', true],
  ['started by([1..10], 1)', true],
  ['finishes(10, [1..10])', true],
  ['finishes([5..10), [1..10])', false],
  ['finishes([5..10), [1..10))', true],
  ['finishes([5..10], [1..10))', false],
  ['finished by([1..10], [5..10])', true],
  ['coincides([1..5], [1..5])', true],
  ['coincides((1..5), [1..5])', false],
  ['coincides(5, 5)', true],
  ['overlaps before([1..5], [3..8])', true],
  ['overlaps before([1..5], [5..8])', true],
  ['overlaps before([1..5), [5..8])', false],
  ['overlaps before([1..5], [1..8])', false],
  ['overlaps after([3..8], [1..5])', true],
  ['overlaps after([1..8], [1..5])', false],
  ['before((< 5), [5..8])', true],
  ['overlaps((> 5), [1..6])', true],
  ['includes((>= 5), 5)', true],
  ['includes((> 5), 5)', false],
  ['before(1, [@"2026-01-01"..@"2026-01-31"])', null],
  ['range("[1..10)") = [1..10)', true],
  ['range("(@\\"2026-01-01\\"..)").start', '2026-01-01'],
  ['range("[\\"a\\"..\\"c\\"]") = ["a".."c"]', true],
  ['range("[1..\\"c\\"]")', null],
  ['range("1..2")', null],
  ['range("[..]")', null],
  ['[1..3].end included', true],
])('ranges: %s', (text, expected) => {
  const { expression, faults } = compileFeel(text, {})

  if (faults.length) expect([expected, faults[0]!.code]).toEqual([null, 'expression.type'])
  else expect(feelToJson(expression!.evaluate({}))).toEqual(expected)
})

test.each([
  ['get value({a: {b: 1}}, ["a", "b"])', '1'],
  ['get value({a: 1}, [])', null],
  ['context put({a: 1}, ["a", "b"], 2)', null],
  ['context put({}, [], 2)', null],
  ['context([{key: "__proto__", value: 1}])', JSON.parse('{"__proto__": "1"}')],
  ['context merge([])', {}],
  [
    'sort([[2, "b"], [1, "x"], [2, "a"]], function(x, y) x[1] < y[1])',
    [
      ['1', 'x'],
      ['2', 'b'],
      ['2', 'a'],
    ],
  ],
  ['list replace([1, 2, 3], -1, 9)', ['1', '2', '9']],
  ['list replace([1, 2, 3], 5, 9)', null],
  ['mode([])', []],
  ['stddev([1])', null],
  ['median([1, null])', null],
  ['round half even(2.5, 0)', '2'],
  ['abs(@"-P1D")', 'P1D'],
  ['exp(20000)', null],
  ['log(0)', null],
  ['decimal(1234.5, -2)', '1200'],
])('lists, contexts and numbers: %s', (text, expected) => expect(value(text)).toEqual(expected))
