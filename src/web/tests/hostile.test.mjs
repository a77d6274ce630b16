// Names that are code: shown as they were written, nowhere run.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figuresOf, goTo, open, withBrowser } from './browser.mjs';

test('what people wrote is shown and not run', async () => {
  await withBrowser(async (browser) => {
    const { tab, complaints } = await open(browser, 'dashboard.html');
    const donor = figuresOf('figures.json').donors[0];
    for (const view of ['', 'donors', `donor/${donor.code}`, 'flow', 'about']) {
      await goTo(tab, view);
      assert.notEqual(await tab.title(), 'run', view);
      assert.equal(await tab.$$eval('#page img, #page script', (found) => found.length), 0, view);
    }
    await goTo(tab, 'donors');
    assert.ok((await tab.textContent('#page')).includes(process.env.HOSTILE));
    assert.deepEqual(complaints, []);
  });
});
