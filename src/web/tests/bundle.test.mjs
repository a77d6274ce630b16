// What is committed is what the sources make: the bundle, and the types of the contract; and the types hold.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'vite';

const run = (program, ...words) =>
  execFileSync(process.execPath, [join('node_modules', program), ...words], { encoding: 'utf8', stdio: 'pipe' });

const inFolder = (use) => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test('the bundle is what the sources make', () => {
  inFolder((folder) => {
    for (const mode of ['page', 'work']) {
      run('vite/bin/vite.js', 'build', '--mode', mode, '--outDir', folder, '--logLevel', 'error');
    }
    assert.deepEqual(readdirSync(folder).sort(), readdirSync('dist').sort());
    for (const file of readdirSync('dist')) {
      assert.ok(
        readFileSync(join(folder, file)).equals(readFileSync(join('dist', file))),
        `dist/${file} is not what the sources make: npm run build`,
      );
    }
  });
});

test('the licences of all that is inside are handed on with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  await build({ logLevel: 'error', build: { outDir: folder, emptyOutDir: true, license: true } });
  const inside = readFileSync(join(folder, '.vite/license.md'), 'utf8').matchAll(/^## (\S+) - (\S+) \(/gm);
  const named = [...inside].map(([, name, version]) => `${name} ${version}: `);
  assert.ok(named.length > 3);
  const handed = readFileSync('dist/page.js', 'utf8');
  assert.deepEqual(
    named.filter((name) => !handed.includes(name)),
    [],
  );
  rmSync(folder, { recursive: true });
});

test('the types are those of the contract', () => {
  inFolder((folder) => {
    const made = join(folder, 'figures.ts');
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const command = scripts.types.replace('page/figures.ts', made);
    execFileSync('sh', ['-c', command], {
      env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}` },
      stdio: 'pipe',
    });
    assert.equal(readFileSync('page/figures.ts', 'utf8'), readFileSync(made, 'utf8'), 'npm run types');
  });
});

test('the types hold', () => {
  run('typescript/bin/tsc', '--noEmit');
});
