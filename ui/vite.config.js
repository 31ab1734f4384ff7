import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// CMake says where the types of the API are (written from src/web/api.cpp), and where the pages shall be.
export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { $api: process.env.POSTAMT_API } },
  build: {
    outDir: process.env.POSTAMT_PAGES,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
