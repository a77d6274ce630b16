// Funds that are unlike the sample: without money, below nothing, small, in yen and in dinars, of one country and of two hundred, without
// results and targets, with sixty donors of long names, in letters that run from the right. Nothing of a chart is cut off, nothing is wider than the screen, and no figure is none.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { DESK, PHONE, chartLetters, figuresOf, findings, goTo, open, page, withBrowser } from './browser.mjs';

const BEGIN = 'id="figures">';
const OTHER_MONEY = ['need', 'outside', 'lacking', 'pending', 'amount', 'outlook', 'floor', 'ceiling'];

/** The figures with each amount of money changed, as `change` says. */
const withMoney = (figures, change) => {
  const money = new Set([...Object.keys(figures.totals), ...OTHER_MONEY]);
  const walk = (value, key) => {
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]));
    }
    return typeof value === 'number' && money.has(key) ? change(value) : value;
  };
  return walk(figures, '');
};

/** The figures with other names of donors, places and themes. */
const named = (figures, name) => ({
  ...figures,
  fund: { ...figures.fund, name: name('The fund') },
  donors: figures.donors.map((donor) => ({ ...donor, name: name(donor.code) })),
  ...Object.fromEntries(
    ['places', 'themes'].map((list) => [
      list,
      figures[list].map((one) => ({
        ...one,
        names: Object.fromEntries(Object.keys(one.names).map((language) => [language, name(one.code)])),
      })),
    ]),
  ),
});

const manyDonors = (figures) => {
  const donors = Array.from({ length: 60 }, (_, index) => {
    const like = figures.donors[index % figures.donors.length];
    const sums = { ...like.sums, received: (index + 1) * 123_456_700 };
    return index < figures.donors.length ? like : { ...like, code: `D${index}`, name: `D${index}`, sums };
  });
  return { ...figures, donors };
};

/** All of it in one country: cells are told apart by their periods. */
const ofOneCountry = (figures) => {
  const there = new Set([figures.places[0].code, 'TGO']);
  const moved = (list) => list.map((one) => ({ ...one, place: 'TGO' }));
  const kept = (list) => list.filter((one) => there.has(one.place));
  const [world, togo] = [figures.places[0], figures.places.find((place) => place.code === 'TGO')];
  return {
    ...figures,
    places: [world, { ...togo, parent: world.code, region: world.code }],
    cells: figures.cells.map((cell, index) => ({ ...cell, place: 'TGO', period: `${cell.period}/${index}` })),
    pending: moved(figures.pending),
    results: moved(figures.results),
    opportunities: kept(figures.opportunities),
    basis: kept(figures.basis),
  };
};

/** As many countries as there may be: each of the sample's cells once more, elsewhere. */
const ofManyCountries = (figures) => {
  const like = figures.places.find((place) => place.code === 'TGO');
  const places = Array.from({ length: 150 }, (_, index) => ({ ...like, code: `X${index}` }));
  const cells = places.flatMap((place, index) =>
    figures.cells.slice(index % 9, (index % 9) + 4).map((cell) => ({ ...cell, place: place.code })),
  );
  return { ...figures, places: [...figures.places, ...places], cells: [...figures.cells, ...cells] };
};

const withoutResults = (figures) => ({
  ...figures,
  results: [],
  basis: [],
  reach: figures.reach.map((one) => ({ ...one, target: null, reached: 0, results: 0 })),
});

const LONG = 'Ministry of Foreign Affairs, International Development Cooperation and Human Mobility of';

const FUNDS = {
  'without money': (figures) => withMoney(figures, () => 0),
  'below nothing': (figures) => withMoney(figures, (amount) => -amount),
  'in yen': (figures) => ({
    ...withMoney(figures, (amount) => amount * 150),
    fund: { ...figures.fund, base_currency: 'JPY', decimals: 0 },
  }),
  'in dinars': (figures) => ({
    ...withMoney(figures, (amount) => amount * 10),
    fund: { ...figures.fund, base_currency: 'TND', decimals: 3 },
  }),
  'of one country': ofOneCountry,
  'of two hundred countries': ofManyCountries,
  'without results and targets': withoutResults,
  'of sixty donors with long names': (figures) => named(manyDonors(figures), (code) => `${LONG} ${code}`),
  'from the right, and small': (figures) =>
    named(
      withMoney(figures, (amount) => Math.round(amount / 100)),
      (code) => `جمهورية (٢٠٢٥) ${code}`,
    ),
};

/** The funds that count in thousands. */
const SMALL = ['without money', 'from the right, and small'];

/** A page like the sample's, of other figures. */
const written = (name, figures) => {
  const html = readFileSync(new URL(page('dashboard.html')), 'utf8');
  const [from, to] = [html.indexOf(BEGIN) + BEGIN.length, html.indexOf('</script>', html.indexOf(BEGIN))];
  const data = JSON.stringify(figures).replaceAll('<', '\\u003c');
  const file = `odd-${name.replaceAll(' ', '-')}.html`;
  writeFileSync(new URL(page(file)), html.slice(0, from) + data + html.slice(to));
  return file;
};

for (const [name, change] of Object.entries(FUNDS)) {
  test(`a fund ${name} has a page that can be read`, async () => {
    const figures = change(figuresOf('figures.json'));
    const file = written(name, figures);
    const views = [
      '',
      'countries',
      `country/${figures.cells[0].place}`,
      'donors',
      'themes',
      'heat',
      'flow',
      'decisions',
    ];
    await withBrowser(async (browser) => {
      for (const size of [DESK, PHONE]) {
        const { tab, complaints } = await open(browser, file, { size });
        for (const view of views) {
          await goTo(tab, view);
          const where = `${name}: ${view} at ${size.width}`;
          if (view === '' || view === 'flow') assert.deepEqual(await findings(tab), [], where);
          const [wide, room] = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
          assert.ok(wide <= room, `${where} is ${wide} wide`);
          for (const letters of await chartLetters(tab)) {
            assert.ok(letters.inside, `${where}: ${letters.text} is cut off`);
            assert.ok(letters.size >= 11, `${where}: ${letters.text} is ${letters.size} px high`);
          }
          const text = await tab.evaluate(() => document.getElementById('page').innerText);
          assert.doesNotMatch(text, /NaN|undefined|Infinity/, where);
          if (view === '') {
            const units = [/, thousands\./, /, millions\./];
            const [unit, other] = SMALL.includes(name) ? units : units.reverse();
            assert.match(text, unit, where);
            assert.doesNotMatch(text, other, where);
            assert.equal(text.includes('People reached'), name !== 'without results and targets', where);
          }
        }
        assert.deepEqual(complaints, [], name);
        await tab.context().close();
      }
    });
  });
}
