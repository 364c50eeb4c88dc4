import type { EntityModel } from '../../metadata/entity-model.ts'
import type { FilterNode } from '../../query/filter-node.ts'
import type { SortKey } from '../../query/parse-sort.ts'
import type { PageContent } from './content.ts'

/** What a page compiles to: its content with filters and orders checked against the entity. */
export interface PageModel {
  name: string
  title: string
  type: 'list' | 'record'
  entity: EntityModel
  content: PageContent
  /** Order of a list when its view has none of its own. */
  sort: SortKey[]
  views: PageView[]
}

export interface PageView {
  key: string
  title: string
  filter?: FilterNode
  sort?: SortKey[]
}
