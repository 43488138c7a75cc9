import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** Has the browser fetch the engine, the largest part by far, at once rather than when the code that wants it has been read. */
function engineFirst(): Plugin {
  return {
    name: 'engine-first',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const engine = Object.keys(bundle ?? {}).filter((file) => file.endsWith('.wasm'));
        const attributes = { rel: 'preload', as: 'fetch', type: 'application/wasm', crossorigin: true, fetchpriority: 'low' };
        return engine.map((file) => ({ tag: 'link', attrs: { ...attributes, href: `./${file}` }, injectTo: 'head-prepend' }));
      },
    },
  };
}

export default defineConfig({
  // Relative addresses: the page works in any folder of any server.
  base: './',
  // The package lies beside this folder.
  server: { fs: { allow: ['..'] } },
  plugins: [svelte(), engineFirst()],
  build: {
    target: 'es2022',
    // The licences of all that the page is made of.
    license: { fileName: 'licences.md' },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
});
