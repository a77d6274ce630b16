// A fund that has nothing yet has a page all the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings, goTo, open, withBrowser } from './browser.mjs';

test('a fund that has nothing yet has a page all the same', async () => {
  await withBrowser(async (browser) => {
    const { tab, complaints } = await open(browser, 'dashboard.html');
    for (const view of ['', 'countries', 'themes', 'donors', 'heat', 'flow', 'about', 'of/gap', 'of/received']) {
      await goTo(tab, view);
      assert.equal(await tab.$$eval('h1', (heads) => heads.length), 1, view);
      assert.deepEqual(await findings(tab), [], view);
      assert.doesNotMatch(await tab.textContent('#page'), /NaN|undefined|Infinity/, view);
    }
    assert.deepEqual(complaints, []);
  });
});
