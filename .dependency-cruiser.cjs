/** The arrows of docs/design.md §2. `scripts/arrows.mjs` plants a violation to prove that they are seen. */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })

/** Imports of an npm package, also when only its types are used. */
const pkg = (...names) => ({ path: `node_modules/(${names.join('|')})(/|$)` })
const test = '\\.(test|suite)\\.tsx?$'

module.exports = {
  forbidden: [
    never(
      'contract-imports-only-zod',
      { path: '^contract/', pathNot: test },
      { pathNot: '^(contract/|node_modules/zod/)' },
      'Browser and server share it.',
    ),
    never(
      'networks-stand-alone',
      { path: '^server/networks/', pathNot: test },
      { path: '^server/(core|db|gateway)/' },
      'A network knows its contract only.',
    ),
    never(
      'networks-do-not-meet',
      { path: '^server/networks/([^/]+)/' },
      { path: '^server/networks/([^/]+)/', pathNot: '^server/networks/$1/' },
      'One network never imports another.',
    ),
    never(
      'core-knows-no-network',
      { path: '^server/core/', pathNot: test },
      { path: '^server/networks/(?!network\\.ts)' },
      'Nor does it know which there are.',
    ),
    never(
      'core-knows-no-transport',
      { path: '^server/core/' },
      { ...pkg('socket\\.io', 'socket\\.io-client', 'next') },
      'The gateway does.',
    ),
    never('dial-stands-alone', { path: '^server/dial/', pathNot: test }, { path: '^server/(?!dial/)' }, 'Networks and core use it alike.'),
    never(
      'only-db-knows-databases',
      { pathNot: '^(server/db/|e2e/|bench/)' },
      { ...pkg('kysely', 'better-sqlite3', 'pg') },
      'Everybody else calls Store.',
    ),
    never(
      'only-gateway-knows-socket-io',
      { pathNot: `^(server/gateway/|bench/)|${test}` },
      { ...pkg('socket\\.io') },
      'The only transport.',
    ),
    never(
      'only-connection-knows-the-socket',
      { path: '^(client|components|app)/', pathNot: '^client/connection' },
      { ...pkg('socket\\.io-client') },
      'Components never see a socket.',
    ),
    never('browser-does-not-import-the-server', { path: '^(client|components)/' }, { path: '^server/' }, 'It reaches it over the wire.'),
    never(
      'client-is-without-react',
      { path: '^client/', pathNot: `^client/hooks\\.tsx?$|${test}` },
      { ...pkg('react', 'react-dom') },
      'hooks.ts is the bridge.',
    ),
    never('nobody-imports-pages', { pathNot: '^app/' }, { path: '^app/' }, 'Pages are the end of the line.'),
    never(
      'pages-do-not-reach-inside',
      { path: '^app/' },
      { path: '^server/(core|db|networks)/' },
      'Next bundles them apart from the server.',
    ),
    never('e2e-sees-only-urls', { path: '^e2e/' }, { path: '^(app|components|client|contract|server)/' }, 'It tests what users have.'),
    never(
      'only-main-wires',
      { path: '^server/', pathNot: `^server/main\\.ts$|${test}` },
      { path: '^server/main\\.ts$' },
      'Nothing imports the wiring.',
    ),
    never('no-circles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }, 'A circle is one module in two files.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.cache|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.json', '.node'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
