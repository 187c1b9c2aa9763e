import { defineConfig } from 'vitest/config'

const ignored = ['node_modules/**', '.cache/**', '.next/**', 'e2e/**']

/** One project per kind of test: `unit` needs nothing, `storage` a PostgreSQL server, `live` real chat servers. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...ignored, '**/*.storage.test.ts', '**/*.live.test.ts'] },
      },
      { extends: true, test: { name: 'storage', include: ['**/*.storage.test.ts'], exclude: ignored } },
      {
        extends: true,
        test: { name: 'live', include: ['**/*.live.test.ts'], exclude: ignored, fileParallelism: false, testTimeout: 60_000 },
      },
    ],
  },
})
