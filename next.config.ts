import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  /** Our own types are checked by `npm run check`; a build on a small machine need not do it again. */
  typescript: { ignoreBuildErrors: true },
}

export default config
