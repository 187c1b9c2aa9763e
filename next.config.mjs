/**
 * Not TypeScript: to read a typed configuration the server would have to load Next's compiler, which costs 45 MiB for ever.
 * @type {import('next').NextConfig}
 */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  /** Our own types are checked by `npm run check`; a build on a small machine need not do it again. */
  typescript: { ignoreBuildErrors: true },
}

export default config
