import type { TextFault } from '../text-fault.ts'

const file = 'visits/articles/guide.md'
const translation = 'visits/articles/guide_de.md'
const link = '[the list](page:visit_list)'
const notes = 'visits/articles/notes.md'
const original = '"translation_of": "guide", "language": "de" }\n---\n\n'

export const articleFaults: readonly TextFault[] = [
  { code: 'article.no_head', file: notes, replace: '---json', wrong: '‸---yaml' },
  {
    code: 'article.node',
    file,
    replace: link,
    wrong: 'the ‸![list](https://example.org/list.png)',
    right: 'the **list**',
  },
  {
    code: 'article.link',
    file,
    replace: link,
    wrong: 'the ‸[list](http://example.org)',
    right: '<https://example.org>',
  },
  {
    code: 'article.too_complex',
    file: notes,
    replace: 'Nothing yet.',
    wrong: `‸${'> '.repeat(11)}`,
    right: '> '.repeat(10),
  },
  {
    code: 'article.unknown_target',
    file,
    replace: link,
    wrong: '‸[the list](page:visit_lst)',
    nearest: 'visit_list',
  },
  {
    code: 'article.unknown_heading',
    file,
    replace: link,
    wrong: '‸[above](#whom)',
    right: '[above](#who)',
    nearest: 'who',
  },
  { code: 'article.unknown_role', file, replace: '"head"', wrong: '‸"haed"', pointer: '/roles/0', nearest: 'head' },
  {
    code: 'article.unknown_article',
    file: translation,
    replace: '"translation_of": "guide"',
    wrong: '"translation_of": ‸"guid"',
    nearest: 'guide',
  },
  {
    code: 'article.translated_translation',
    file: translation,
    replace: '"translation_of": "guide"',
    wrong: '"translation_of": ‸"guide_de"',
  },
  {
    code: 'article.outline_differs',
    file: translation,
    replace: `${original}## Wer`,
    wrong: `${original.replace('"guide"', '‸"guide"')}### Wer`,
    right: `${original}## Wer noch`,
    severity: 'warning',
  },
  {
    code: 'article.duplicate_language',
    file: 'visits/articles/guide_es.md',
    wrong:
      '---json\n{ "$kind": "article", "name": "guide_es", "title": "Guía", "translation_of": "guide", "language": ‸"de" }\n---\n\n## Quién\n',
    right:
      '---json\n{ "$kind": "article", "name": "guide_es", "title": "Guía", "translation_of": "guide", "language": "es" }\n---\n\n## Quién\n',
  },
]
