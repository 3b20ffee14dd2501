import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, defineConfig } from 'vite';
import { isolationHeaders, pagePolicy, policyHeader } from './src/cli/site/headers.ts';
import { shipModels } from './src/cli/site/modelsPlugin.ts';
import { offlineFiles } from './src/cli/site/offlinePlugin.ts';

/** Pages, and the service worker, whose file has to lie beside them under a name that stays. */
const entries = { index: 'index.html', bench: 'bench.html', sw: 'workers/serviceWorker.ts' };

/** Models other than the smallest, and what only the bench page needs. */
const onDemand = (path: string) => /^models\/(?!nano\/)/.test(path) || /\bbench\b/.test(path);

/** How long plugins take is nothing to whoever starts the lab. */
const checks = { pluginTimings: false };

export default defineConfig({
  plugins: [svelte(), shipModels('models'), pagePolicy(), offlineFiles('static', onDemand)],
  // Relative addresses: the built site works from any folder of any static host.
  base: './',
  // An address that does not exist answers 404 rather than with a page, so that a missing model is noticed as
  // missing.
  appType: 'mpa',
  publicDir: 'static',
  resolve: {
    // The build of onnxruntime-web that loads its WebAssembly from the address it is told.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  // Pre-bundling would move onnxruntime-web away from the WebAssembly module beside it.
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  worker: { format: 'es', rollupOptions: { checks } },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Nothing inlined as `data:`, which the page's security policy would refuse to fetch.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      checks,
      input: Object.fromEntries(
        Object.entries(entries).map(([name, file]) => [name, join(import.meta.dirname, file)]),
      ),
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { headers: isolationHeaders },
  preview: {
    headers: { ...isolationHeaders, 'Content-Security-Policy': policyHeader },
  },
});
