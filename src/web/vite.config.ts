import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

// The licences of what is inside ask to be handed on with it.
const licences = `/*!\n${readFileSync('licences.txt', 'utf8')}*/`;

// For each of the two programs, the page of a month and the month's work, one script that needs no modules (a page from a
// disk may load none) and one style. The mode says which: `page`, which is the usual one, or `work`.
export default defineConfig(({ mode }) => {
  const name = mode === 'work' ? 'work' : 'page';
  return {
    build: {
      outDir: 'dist',
      emptyOutDir: name === 'page',
      target: 'es2022',
      cssCodeSplit: false,
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: `${name}/main.tsx`,
        output: {
          format: 'iife',
          entryFileNames: `${name}.js`,
          assetFileNames: `${name}[extname]`,
          postBanner: licences,
        },
      },
    },
  };
});
