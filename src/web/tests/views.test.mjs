// Every view, in each language, light and dark, on a desk and on a phone: nothing that axe finds, nothing that the browser
// complains of, nothing wider than the screen, letters of charts that can be read.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { PHONE, chartLetters, figuresOf, findings, goTo, open, withBrowser } from './browser.mjs';

/** A view of each kind. */
const viewsOf = (figures) => {
  const cell = figures.cells.find((one) => one.lacking > 0 && one.charged > 0) ?? figures.cells[0];
  const name = `${cell.place}/${cell.theme}/${cell.period}`;
  const { reference } = figures.agreements[0] ?? {};
  const { code } = figures.donors.find((one) => one.code !== '') ?? {};
  return [
    '',
    'countries',
    `country/${cell.place}`,
    'themes',
    `theme/${cell.theme}`,
    'donors',
    ...(code === undefined ? [] : [`donor/${code}`]),
    ...(reference === undefined ? [] : [`agreement/${reference}`]),
    ...(figures.edition === 'internal' ? ['decisions'] : []),
    ...(figures.scenarios.length > 0 ? ['scenarios'] : []),
    'heat',
    'flow',
    'results?kind=legal',
    'about',
    'of/gap',
    'of/received',
    `of/charged?cell=${encodeURIComponent(name)}`,
    'of/lacking?place=' + cell.place,
    'nowhere',
  ];
};

const VARIANTS = [
  { name: 'en', language: 'en' },
  { name: 'fr', language: 'fr' },
  { name: 'es', language: 'es' },
  { name: 'pt', language: 'pt' },
  { name: 'dark', dark: true },
  { name: 'phone', size: PHONE },
  { name: 'phone-pt-dark', size: PHONE, language: 'pt', dark: true },
];

for (const [file, edition] of [
  ['dashboard.html', 'figures.json'],
  ['dashboard-public.html', 'figures-public.json'],
]) {
  test(`${file} can be read by everybody`, async () => {
    const figures = figuresOf(edition);
    const views = viewsOf(figures);
    const currencies = [figures.fund.base_currency, ...figures.agreements.map((one) => one.currency)];
    await withBrowser(async (browser) => {
      for (const variant of VARIANTS) {
        const { tab, complaints } = await open(browser, file, variant);
        for (const view of views) {
          await goTo(tab, view);
          const where = `${file}#/${view} (${variant.name})`;
          assert.deepEqual(await findings(tab), [], where);
          const [wide, room] = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
          assert.ok(wide <= room, `${where} is ${wide} wide, the screen ${room}`);
          assert.deepEqual(await clippedLists(tab), [], `${where}: wider than the phone`);
          for (const letters of await chartLetters(tab)) {
            assert.ok(letters.size >= 11, `${where}: ${letters.text} is ${letters.size} px high`);
            assert.ok(letters.contrast >= 4.5, `${where}: ${letters.text} has a contrast of ${letters.contrast}`);
            assert.ok(letters.inside, `${where}: ${letters.text} is cut off`);
          }
          const text = await tab.evaluate(() => document.getElementById('page').innerText);
          assert.doesNotMatch(text, /NaN|undefined|Infinity|\{\w+\}/, where);
          assert.deepEqual(keysIn(text), [], `${where}: a text without words shows its key`);
          const foreign = numbersOfOthers(text, variant.language ?? 'en', currencies);
          assert.deepEqual(view === 'scenarios' ? [] : foreign, [], `${where}: as another language writes them`);
          if (process.env.PICTURES !== undefined && file === 'dashboard.html') await picture(tab, view, variant);
        }
        assert.deepEqual(complaints, [], `${file} (${variant.name})`);
        await tab.context().close();
      }
    });
  });
}

/** Tables whose rows are shown as lists, where there is little room, and which need more than there is all the same. */
const clippedLists = (tab) =>
  tab.$$eval('.stacked', (tables) =>
    tables
      .filter((table) => getComputedStyle(table).display === 'block' && table.parentElement.matches('.more-beside'))
      .map((table) => table.caption.textContent),
  );

/** Amounts with their currency, and per cents, that stand in a text as its language does not write them. */
const numbersOfOthers = (text, language, currencies) => {
  const codes = [...new Set(currencies)].filter((code) => code !== '').join('|');
  const amounts = language === 'en' ? `\\d[ \u00a0\u202f](?:${codes})\\b` : `\\b(?:${codes})[ \u00a0\u202f][\\d-]`;
  const percents = language === 'fr' || language === 'es' ? /\d%/g : /\d[ \u00a0\u202f]%/g;
  return [...(text.match(new RegExp(amounts, 'g')) ?? []), ...(text.match(percents) ?? [])];
};

/** Keys of texts that stand in a view where words should: names of settings and of files look like them. */
const keysIn = (text) =>
  (text.match(/\b[a-z_]+\.[a-z_]+\b/g) ?? []).filter(
    (word) => !/\.(toml|xlsx|ods|csv|xls)$|^(programme|fund)\./.test(word),
  );

const picture = async (tab, view, variant) => {
  mkdirSync(process.env.PICTURES, { recursive: true });
  const name = (view === '' ? 'overview' : view).replace(/\W+/g, '-');
  await tab.screenshot({ path: `${process.env.PICTURES}/${name}-${variant.name}.png`, fullPage: true });
};
