import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

// The licences of what is inside ask to be handed on with it.
const licences = `/*!\n${readFileSync('licences.txt', 'utf8')}*/`;

// One script that needs no modules (a page from a disk may load none) and one style, both written into every page.
export default defineConfig({
  build: {
    outDir: 'dist',
    target: 'es2022',
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: 'page/main.tsx',
      output: { format: 'iife', entryFileNames: 'page.js', assetFileNames: 'page[extname]', postBanner: licences },
    },
  },
});
