import { defineKind } from '../../metadata/kind.ts'
import { pageChanges } from './changes.ts'
import { compilePage } from './compile.ts'
import type { PageContent } from './content.ts'
import type { PageModel } from './page-model.ts'
import schema from './schema.json' with { type: 'json' }

export const pageKind = defineKind<PageContent, PageModel>({
  name: 'page',
  folder: 'pages',
  suffix: '.page.json',
  schema,
  compile: compilePage,
  changeWords: pageChanges,
})
