/** One text on which Jingwei answers otherwise than feelin, the reference interpreter, on purpose. */
export interface DeliberateDifference {
  text: string
  /** As JSON. */
  ours: unknown
  /** As JSON; absent when feelin throws. */
  theirs?: unknown
  because: string
}

/** Where we differ from feelin on purpose. README.md tells the same in words. */
export const deliberateDifferences: readonly DeliberateDifference[] = [
  { text: '0.1 + 0.2', ours: '0.3', theirs: 0.30000000000000004, because: 'decimals, never floats' },
  { text: '1.005 * 1000', ours: '1005', theirs: 1004.9999999999999, because: 'decimals, never floats' },
  { text: 'round half up(1.005, 2)', ours: '1.01', theirs: 1, because: 'decimals, never floats' },
  { text: '1e3', ours: '1000', theirs: 1, because: 'DMN 1.5 grammar rule 37: a number may have an exponent' },
  {
    text: 'some x in [1, null] satisfies x > 2',
    ours: null,
    theirs: false,
    because: 'DMN 1.5 §10.3.2.8: unknown stays unknown',
  },
  {
    text: 'every x in [3, null] satisfies x > 2',
    ours: null,
    theirs: false,
    because: 'DMN 1.5 §10.3.2.8: unknown stays unknown',
  },
  { text: 'min("b", "a")', ours: 'a', theirs: null, because: 'DMN 1.5 table 79: min takes any comparable values' },
  {
    text: 'max(date("2026-01-01"), date("2026-02-01"))',
    ours: '2026-02-01',
    theirs: null,
    because: 'DMN 1.5 table 79: max takes any comparable values',
  },
  {
    text: 'list contains([date("2026-01-01")], date("2026-01-01"))',
    ours: true,
    theirs: false,
    because: 'FEEL equality, not identity',
  },
  { text: 'index of([[1], [2]], [2])', ours: ['2'], theirs: [], because: 'FEEL equality, not identity' },
  { text: '- 5 + 3', ours: '-2', theirs: null, because: 'a space after the sign changes nothing' },
  { text: '- 1 * 2 = -2', ours: true, theirs: false, because: 'a space after the sign changes nothing' },
  {
    text: 'lines[ready].gross',
    ours: ['10.25', '0'],
    theirs: [],
    because: 'a boolean entry is a condition on each element',
  },
  {
    text: '[1, 2, 3, 4][even(item)]',
    ours: ['2', '4'],
    theirs: [],
    because: 'any boolean is a condition on each element',
  },
  {
    text: '[null, 1, null][item = null]',
    ours: [null, null],
    theirs: [],
    because: 'DMN 1.5 §10.3.2.5: null elements are tested as others are',
  },
  {
    text: '[1, 2] != [1]',
    ours: true,
    theirs: null,
    because: 'DMN 1.5 table 53: lists of other lengths are not equal',
  },
  {
    text: 'insert before([1, 3], -1, 2)',
    ours: ['1', '2', '3'],
    theirs: [2, 1, 3],
    because: 'DMN 1.5 §10.3.4.4: position -1 is the last element',
  },
  {
    text: 'remove([1, 2, 3], -1)',
    ours: ['1', '2'],
    theirs: [1, 3],
    because: 'DMN 1.5 §10.3.4.4: position -1 is the last element',
  },
  { text: 'remove([1], 5)', ours: null, theirs: [1], because: 'a position that the list has not is an error' },
  { text: 'for x in 0..0 return x', ours: ['0'], theirs: null, because: 'zero is a number to count from' },
  {
    text: 'for d in @"2026-01-31"..@"2026-02-02" return d.day',
    ours: ['31', '1', '2'],
    because: 'DMN 1.5 §10.3.2.14: dates are gone through day by day',
  },
  { text: '5 in [10..1]', ours: false, theirs: true, because: 'a range whose ends are swapped is empty' },
  { text: '1 between 2 and 1', ours: false, theirs: true, because: 'a range whose ends are swapped is empty' },
  {
    text: 'years and months duration(date("2025-01-31"), date("2026-03-01"))',
    ours: 'P1Y1M',
    theirs: 'P1Y1M1D',
    because: 'whole months only, as its name says',
  },
  {
    text: 'date("2026-01-31") + @"PT5H"',
    ours: null,
    theirs: '2026-01-31T05:00:00Z',
    because: 'a date has no hours; take a date and time',
  },
  { text: 'duration("P1D") * 2', ours: 'P2D', theirs: null, because: 'DMN 1.5 table 56' },
  { text: 'duration("P2D") / duration("PT12H")', ours: '4', theirs: null, because: 'DMN 1.5 table 56' },
  { text: '-duration("P1D")', ours: '-P1D', theirs: null, because: 'DMN 1.5 table 57' },
  {
    text: 'string([1..3])',
    ours: '[1..3]',
    theirs: '<range>',
    because: 'DMN 1.5 §10.3.4.1: the text of a range is its literal',
  },
  { text: 'during(5, [1..10])', ours: true, theirs: null, because: 'DMN 1.5 table 78; feelin has not built it yet' },
  {
    text: 'coincides([1..3], [1..3])',
    ours: true,
    theirs: null,
    because: 'DMN 1.5 table 78; feelin has not built it yet',
  },
  {
    text: 'finishes([5..10], [1..10])',
    ours: true,
    theirs: null,
    because: 'DMN 1.5 table 78; feelin has not built it yet',
  },
  {
    text: 'overlaps before([1..5], [3..8])',
    ours: true,
    theirs: null,
    because: 'DMN 1.5 table 78; feelin has not built it yet',
  },
  {
    text: 'matches("abc", "a b c", "x")',
    ours: true,
    because: 'flag x of XPath; feelin has not built it yet',
  },
  {
    text: '[1, 2] instance of range<number>',
    ours: false,
    because: 'DMN 1.5 grammar rule 54; the grammar of feelin has no type of ranges',
  },
  {
    text: '(function() 1) instance of function',
    ours: true,
    because: 'the grammar of feelin wants the types of a function',
  },
  {
    text: 'price list[rate in percent > 5].rate in percent',
    ours: ['6'],
    theirs: null,
    because: 'names with operators are known behind a filter too',
  },
]
