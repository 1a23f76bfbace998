import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

/** The system that `npm run console` shows: everything that is no file of the console comes from there. */
const system = process.env['LETHE_URL'] ?? 'http://localhost:4400';
const ofTheSystem = '^/(v1|brand|dev|docs|problems|openapi\\.json|\\.well-known)(/|\\?|$)';

/** Nothing is painted before the bundle has set the colour scheme and the language: no flash of the other one. */
const paintAfterBundle: Plugin = {
  name: 'paint-after-bundle',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replaceAll('<script type="module"', '<script type="module" blocking="render"'),
  },
};

export default defineConfig(({ command }) => ({
  plugins: [react(), ...(command === 'build' ? [paintAfterBundle] : [])],
  // How a certificate is verified comes from libs/certificate, as it stands there.
  resolve: { conditions: ['lethe:source', ...defaultClientConditions] },
  // The gateway puts a fresh nonce in its place into every answer (services/gateway/src/console).
  ...(command === 'build' ? { html: { cspNonce: 'LETHE-NONCE' } } : {}),
  build: {
    target: 'es2023',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000, // a test measures the first load
  },
  // The request keeps this server's host and origin, which the gateway compares.
  server: { port: 4401, strictPort: true, proxy: { [ofTheSystem]: { target: system, changeOrigin: false } } },
}));
