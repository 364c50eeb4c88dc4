// Which file may import which (docs/architecture.md). Run by tests/architecture; a rule is changed only with an ADR.

/** The engine's layers, lowest first: a layer may import itself and those before it. */
const layers = [
  'base',
  'expression',
  'query',
  'metadata',
  'store',
  'access',
  'jobs',
  'runtime',
  'rendering',
  'kinds',
  'host',
  'http',
  'cli',
]

/** Files that hold nothing but types (and the one-line functions that check them): what a layer agrees on with those above it. */
const contracts = [
  '^engine/src/metadata/entity-model[.]ts$',
  '^engine/src/runtime/(context|route|command-runner|function-registry)[.]ts$',
  '^engine/src/host/sdk/',
]

/** Whatever is erased before it runs. */
const typesOnly = ['type-only', 'type-import', 'pre-compilation-only']

const tests = ['[.]test[.]tsx?$', '/fixtures/']

const upward = layers.slice(0, -1).map((layer, index) => ({
  name: `${layer}-imports-upward`,
  severity: 'error',
  comment: `Layer ${layer} may import only: ${layers.slice(0, index + 1).join(', ')}. Move what both need down a layer.`,
  from: { path: `^engine/src/${layer}/`, pathNot: tests },
  to: { path: `^engine/src/(${layers.slice(index + 1).join('|')})/`, pathNot: contracts },
}))

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'contracts-are-types',
      severity: 'error',
      comment: 'A contract of a higher layer is imported as a type: it must be gone when the file runs.',
      from: {
        path: `^engine/src/(${layers.slice(0, layers.indexOf('host')).join('|')})/`,
        pathNot: [...tests, ...contracts, '/functions[.]ts$'],
      },
      to: { path: '^engine/src/host/sdk/', dependencyTypesNot: typesOnly },
    },
    {
      name: 'kinds-import-kinds',
      severity: 'error',
      comment: 'Kinds meet by name through ctx.run. What two of them share belongs to a lower layer.',
      from: { path: '^engine/src/kinds/([^/]+)/', pathNot: tests },
      to: { path: '^engine/src/kinds/[^/]+/', pathNot: '^engine/src/kinds/$1/' },
    },
    {
      name: 'kind-has-effects',
      severity: 'error',
      comment: 'Only run.ts, routes.ts and run/ of a kind may reach what has effects: all else runs in a browser too.',
      from: {
        path: '^engine/src/kinds/[^/]+/',
        pathNot: [
          ...tests,
          '^engine/src/kinds/[^/]+/(run|routes|functions)[.]ts$',
          '^engine/src/kinds/[^/]+/(run|routes)/',
        ],
      },
      to: { path: '^engine/src/(store|access|jobs|runtime|rendering|host)/', dependencyTypesNot: typesOnly },
    },
    {
      name: 'pure-layers-stay-in-the-browser',
      severity: 'error',
      comment: 'These files also run in a browser, which has no Node.',
      from: {
        path: '^engine/src/(base|expression|query|metadata|kinds|model[.]ts)',
        pathNot: [
          ...tests,
          '^engine/src/kinds/[^/]+/(run|routes|functions)[.]ts$',
          '^engine/src/kinds/[^/]+/(run|routes)/',
        ],
      },
      to: { dependencyTypes: ['core'], dependencyTypesNot: typesOnly },
    },
    {
      name: 'module-or-plugin-knows-the-inside',
      severity: 'error',
      comment: 'Modules and plugins see the engine only through @jingwei/engine/sdk.',
      from: { path: '^(modules|plugins)/[^/]+/src/', pathNot: tests },
      to: { path: '^(engine|designer)/', pathNot: '^engine/src/sdk[.]ts$' },
    },
    {
      name: 'modules-import-each-other',
      severity: 'error',
      comment: 'Modules and plugins are strangers; they meet by the names of their functions.',
      from: { path: '^(modules|plugins)/([^/]+)/' },
      to: { path: '^(modules|plugins)/', pathNot: '^$1/$2/' },
    },
    {
      name: 'engine-knows-outside',
      severity: 'error',
      comment: 'The engine finds modules, plugins and the built designer at run time; it never imports them.',
      from: { path: '^engine/src/', pathNot: tests },
      to: { path: '^(modules|plugins|designer|definitions|tests|scripts|examples)/' },
    },
    {
      name: 'designer-knows-the-inside',
      severity: 'error',
      comment: 'The designer sees the engine only through @jingwei/engine/model.',
      from: { path: '^designer/' },
      to: { path: '^(engine|modules|plugins)/', pathNot: '^engine/src/model[.]ts$' },
    },
    {
      name: 'renderer-imports-its-users',
      severity: 'error',
      comment: 'shell <- renderer <- studio, workspace.',
      from: { path: '^designer/(shell|renderer)/' },
      to: { path: '^designer/(studio|workspace)/' },
    },
    {
      name: 'studio-and-workspace-are-strangers',
      severity: 'error',
      comment: 'Employees never load the studio: it is reached only by a lazy route.',
      from: { path: '^designer/(studio|workspace)/' },
      to: { path: '^designer/(studio|workspace)/', pathNot: '^designer/$1/', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'circle',
      severity: 'error',
      comment: 'Two files that need each other are one file, or need a third.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: typesOnly } },
    },
    {
      name: 'unresolvable',
      severity: 'error',
      comment: 'The import leads nowhere. (Packages of types alone are found by the compiler only.)',
      from: {},
      to: { couldNotResolve: true, pathNot: '^pdfmake/interfaces' },
    },
    {
      name: 'undeclared-package',
      severity: 'error',
      comment: 'A package is named in the package.json of whoever imports it.',
      from: { path: '^(engine/src|modules/[^/]+/src|plugins/[^/]+/src|designer)/', pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(engine|designer|modules/[^/]+|plugins/[^/]+)/(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.json` },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['development', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
