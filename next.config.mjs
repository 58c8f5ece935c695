/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Compression and headers are the server's (server/http); Next only makes the pages.
  compress: true,
  devIndicators: false,
  turbopack: { root: import.meta.dirname },
}
