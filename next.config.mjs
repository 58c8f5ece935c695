/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Compression and headers are the server's (server/http); Next only makes the pages.
  compress: true,
  devIndicators: false,
  // `npm run typecheck` does that for the whole house; a start must not wait for it again.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
}
