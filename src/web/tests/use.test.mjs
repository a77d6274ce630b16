// What people do with the page: follow figures, move by keyboard, sort, filter, download, print.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PHONE, figuresOf, goTo, open, withBrowser } from './browser.mjs';

/** All views that a page has. */
const allViews = (figures) => [
  '',
  'countries',
  'themes',
  'donors',
  'heat',
  'flow',
  'results',
  ...(figures.edition === 'internal' ? ['decisions'] : []),
  ...(figures.scenarios.length > 0 ? ['scenarios'] : []),
  ...figures.places.slice(1).map((place) => `country/${place.code}`),
  ...figures.themes.slice(1).map((theme) => `theme/${theme.code}`),
  ...figures.donors.filter((donor) => donor.code !== '').map((donor) => `donor/${donor.code}`),
  ...figures.interests.filter((one) => one.donor === null).map((one) => `donor/${one.code}`),
  ...figures.agreements.map((agreement) => `agreement/${agreement.reference}`),
];

for (const [file, edition] of [
  ['dashboard.html', 'figures.json'],
  ['dashboard-public.html', 'figures-public.json'],
]) {
  test(`every figure of ${file} leads to what adds up to it`, async () => {
    await withBrowser(async (browser) => {
      const { tab, complaints } = await open(browser, file);
      const { count, wrong } = await tab.evaluate(followAll, allViews(figuresOf(edition)));
      assert.deepEqual(wrong, []);
      assert.ok(count > 100, `only ${count} figures`);
      assert.deepEqual(complaints, []);
    });
  });
}

/**
 * Runs in the page, where it takes no turns with another process: collects the figures of all views and follows each. Nobody sees the
 * page meanwhile, so that nothing is laid out.
 */
async function followAll(views) {
  document.getElementById('page').style.display = 'none';
  const channel = new MessageChannel();
  // The page draws before the next message is handed out.
  const drawn = () =>
    new Promise((done) => {
      channel.port1.onmessage = done;
      channel.port2.postMessage(null);
    });
  const show = async (hash) => {
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
    await drawn();
  };
  const figures = new Map();
  const wrong = [];
  const collect = (view) => {
    for (const link of document.querySelectorAll('a[href^="#/of/"]')) {
      const value = link.querySelector('data')?.value;
      if (value === undefined) continue;
      const href = link.getAttribute('href');
      // The same figure has the same value wherever it stands; a bridge shows it with its sign.
      const size = value.replace('-', '');
      const known = figures.get(href);
      if (known !== undefined && known !== size) wrong.push(`${view}: ${href} is ${value} here and ${known} elsewhere`);
      figures.set(href, size);
    }
  };
  for (const view of views) {
    await show(`#/${view}`);
    // What stands for itself is a row of the inputs, a sum below the lines that it is of, or nothing.
    for (const figure of document.querySelectorAll('main data')) {
      const itself = figure.closest('a, table.records, tfoot') !== null || Number(figure.value) === 0;
      if (!itself) wrong.push(`${view}: ${figure.closest('tr, p, li, dl')?.textContent} leads nowhere`);
    }
    for (const bare of document.querySelectorAll('main table:not(.records, .heat table) td.number')) {
      if (bare.querySelector('data') === null && /\d[.,]\d\d$/.test(bare.textContent))
        wrong.push(`${view}: ${bare.textContent}`);
    }
    collect(view);
  }
  // What they are made of leads on in turn.
  for (const [href, value] of figures) {
    await show(href);
    const sum = document.querySelector('main tfoot data')?.value.replace('-', '');
    if (sum !== value) wrong.push(`${href} is ${value} and made of ${sum}`);
    collect(href);
  }
  return { count: figures.size, wrong };
}

test('an entry of a figure names the row that it was read from', async () => {
  await withBrowser(async (browser) => {
    const { tab } = await open(browser, 'dashboard.html');
    await goTo(tab, 'of/received');
    const sources = await tab.$$eval('tbody .source', (cells) => cells.map((cell) => cell.textContent));
    assert.ok(sources.length > 10 && sources.every((text) => /^\S+\.\w+, .*\d+$/.test(text)), sources[0]);
  });
});

test('the keyboard reaches everything in few steps', async () => {
  await withBrowser(async (browser) => {
    const { tab } = await open(browser, 'dashboard.html');
    const focused = () => tab.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    // Skip to the content.
    await tab.keyboard.press('Tab');
    assert.match(await focused(), /Skip/);
    await tab.keyboard.press('Enter');
    assert.equal(await tab.evaluate(() => document.activeElement?.id), 'title');
    // A new view begins at its heading, and is announced by the title.
    await tab.click('nav a[href="#/heat"]');
    await goTo(tab, 'heat');
    assert.equal(await tab.evaluate(() => document.activeElement?.id), 'title');
    assert.match(await tab.title(), /Countries and themes/);
    // Each row and column has its heading as a link; the cells are one stop, and arrows move among them.
    const stops = await tab.$$eval('.heat td [tabindex="0"]', (cells) => cells.length);
    assert.equal(stops, 1);
    const at = () => tab.evaluate(() => document.activeElement?.id.split('-').pop());
    await tab.focus('.heat td [tabindex="0"]');
    assert.equal(await at(), '0');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('ArrowRight');
    const columns = await tab.$$eval('.heat thead th', (heads) => heads.length - 1);
    assert.equal(await at(), String(columns + 1));
    await tab.keyboard.press('End');
    const cells = await tab.$$eval('.heat td', (all) => all.length);
    assert.equal(await at(), String(cells - 1));
    // Tiles likewise: one stop a region, and enter opens the country.
    await goTo(tab, 'countries');
    const regions = await tab.$$eval('.tiles', (lists) => lists.length);
    assert.equal(await tab.$$eval('.tile[tabindex="0"]', (tiles) => tiles.length), regions);
    await tab.focus('.tiles >> nth=1 >> .tile[tabindex="0"]');
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('Enter');
    await tab.waitForFunction(() => location.hash.startsWith('#/country/'));
  });
});

test('the map of countries and themes shows what its filters choose', async () => {
  await withBrowser(async (browser) => {
    const { tab } = await open(browser, 'dashboard.html');
    const figures = figuresOf('figures.json');
    await goTo(tab, 'heat');
    const shown = () =>
      tab.evaluate(() => ({
        rows: [...document.querySelectorAll('.heat tbody th')].map((head) => head.textContent),
        columns: [...document.querySelectorAll('.heat thead th')].slice(1).map((head) => head.textContent),
        cells: [...document.querySelectorAll('.heat td a')].map((cell) => [
          cell.getAttribute('href'),
          cell.textContent,
        ]),
      }));
    const all = await shown();
    const own = (codes, list) => list.filter((one) => codes.has(one.code));
    const places = own(new Set(figures.cells.map((cell) => cell.place)), figures.places);
    const themes = own(new Set(figures.cells.map((cell) => cell.theme)), figures.themes);
    assert.deepEqual([all.rows.length, all.columns.length], [places.length, themes.length]);
    const { region } = places.find((place) => place.code === 'TGO');
    const africa = places.filter((place) => place.region === region);
    await tab.getByLabel('Region').selectOption(region);
    const [pillar] = new Set(themes.map((theme) => theme.pillar));
    await tab.getByLabel('Pillar').selectOption(pillar);
    const ofPillar = themes.filter((theme) => theme.pillar === pillar);
    const some = await shown();
    assert.deepEqual(
      [some.rows, some.columns],
      [
        africa.map((place) => (place.kind === 'country' ? place.names.en : `${place.names.en} (as a whole)`)),
        ofPillar.map((theme) => theme.names.en),
      ],
    );
    assert.ok(some.rows.length < all.rows.length && some.columns.length < all.columns.length);
    for (const measure of ['lacking', 'need', 'allocated', 'charged']) {
      await tab.getByLabel('Measure').selectOption(measure);
      const { cells } = await shown();
      assert.ok(cells.length > 10);
      for (const [href, text] of cells) {
        const { searchParams: asked, pathname } = new URL(href.slice(2), 'https://x');
        assert.equal(pathname, `/of/${measure}`);
        const here = figures.cells.filter(
          (cell) => cell.place === asked.get('place') && cell.theme === asked.get('theme'),
        );
        const amount = here.reduce((sum, cell) => sum + cell[measure], 0) / 100 / 1_000_000;
        assert.ok(Math.abs(Number(text.replaceAll(',', '')) - amount) <= 0.0501, `${href}: ${text} is not ${amount}`);
      }
    }
    await tab.getByLabel('Region').selectOption('');
    assert.equal((await shown()).rows.length, all.rows.length);
  });
});

test('tables sort, filter and are downloaded as they stand', async () => {
  await withBrowser(async (browser) => {
    const { tab } = await open(browser, 'dashboard.html');
    await goTo(tab, 'countries');
    const column = (number) =>
      tab.$$eval(
        'main section:last-of-type tbody tr',
        (rows, at) => rows.map((row) => row.children[at].textContent),
        number,
      );
    await tab.click('main thead button:has-text("Lacking")');
    const amounts = (await column(5)).map((text) => Number(text.replace(/,/g, '')));
    assert.ok(amounts.length > 10 && amounts.every((amount, index) => index === 0 || amount <= amounts[index - 1]));
    assert.equal(await tab.getAttribute('main thead th[aria-sort]', 'aria-sort'), 'descending');
    await tab.fill('main input[type=search]', 'togo');
    assert.deepEqual(await column(0), ['Togo']);
    const [download] = await Promise.all([tab.waitForEvent('download'), tab.click('main .tools button')]);
    const text = readFileSync(await download.path(), 'utf8');
    assert.equal(download.suggestedFilename(), 'countries.csv');
    const [head, row, end] = text.split('\r\n');
    assert.match(head, /^\uFEFFCountry or area,Region,Need,/);
    const togo = figuresOf('figures.json').cells.filter((cell) => cell.place === 'TGO');
    const need = togo.reduce((sum, cell) => sum + cell.need, 0);
    assert.ok(row.startsWith(`Togo,Africa,${(need / 100).toFixed(2)},`), row);
    assert.equal(end, '');
  });
});

test('on paper nothing is folded away and no row is left out', async () => {
  await withBrowser(async (browser) => {
    const { tab } = await open(browser, 'dashboard.html', { size: PHONE });
    const left = () => tab.evaluate(() => document.querySelectorAll('details:not([open]), .table > .more').length);
    for (const view of ['', 'of/allocated']) {
      await goTo(tab, view);
      const before = await left();
      assert.ok(before > 0);
      // The browser says that it prints and takes the page at once.
      const printed = await tab.evaluate(() => {
        dispatchEvent(new Event('beforeprint'));
        return document.querySelectorAll('details:not([open]), .table > .more').length;
      });
      assert.equal(printed, 0, view);
      await tab.evaluate(() => dispatchEvent(new Event('afterprint')));
      await tab.waitForFunction(
        (count) => document.querySelectorAll('details:not([open]), .table > .more').length === count,
        before,
      );
    }
    await tab.emulateMedia({ media: 'print' });
    await tab.waitForFunction(() => document.querySelectorAll('details:not([open])').length === 0);
  });
});

test('without script the key figures stand', async () => {
  await withBrowser(async (browser) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const tab = await context.newPage();
    const { page } = await import('./browser.mjs');
    await tab.goto(page('dashboard.html'));
    const text = await tab.textContent('#page');
    const { gap, fund } = figuresOf('figures.json');
    for (const line of [...gap.raising, ...gap.priorities]) {
      const amount = (line.amount / 10 ** fund.decimals).toLocaleString('en', { minimumFractionDigits: fund.decimals });
      assert.ok(text.includes(amount), `${line.key}: ${amount}`);
    }
  });
});

test("the language is the reader's, and can be chosen", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await open(browser, 'dashboard.html', { language: 'fr-CH' });
    assert.equal(await tab.getAttribute('html', 'lang'), 'fr');
    await tab.selectOption('#language', 'pt');
    assert.equal(await tab.getAttribute('html', 'lang'), 'pt');
    await goTo(tab, 'country/CIV');
    assert.equal(await tab.textContent('h1'), 'Costa do Marfim');
    // What nobody has translated is marked, and the mark is explained.
    const agreement = figuresOf('figures.json').agreements.find((one) => one.original?.includes('pt'));
    await goTo(tab, `agreement/${agreement.reference}`);
    assert.equal(await tab.textContent('h1 + p'), `${agreement.names.pt}¹`);
    assert.match(await tab.textContent('footer'), /¹ Na sua forma original/);
    await tab.selectOption('#language', 'en');
    assert.equal(await tab.textContent('h1 + p'), agreement.names.en);
  });
});
