/**
 * Not TypeScript: to read a typed configuration the server would have to load Next's compiler, which costs 45 MiB for ever.
 * @type {import('next').NextConfig}
 */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  /** Nothing here needs pictures made smaller, and whoever asks for it could keep the processors busy and fill the disk. */
  images: { unoptimized: true },
  /** Our own types are checked by `npm run check`; a build on a small machine need not do it again. */
  typescript: { ignoreBuildErrors: true },
}

export default config
