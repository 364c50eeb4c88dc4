import { defineKind } from '../../metadata/kind.ts'
import { compileNavigation } from './compile.ts'
import type { NavigationContent } from './content.ts'
import type { NavigationModel } from './navigation-model.ts'
import schema from './schema.json' with { type: 'json' }

export const navigationKind = defineKind<NavigationContent, NavigationModel>({
  name: 'navigation',
  folder: 'navigation',
  suffix: '.navigation.json',
  schema,
  compile: compileNavigation,
})
