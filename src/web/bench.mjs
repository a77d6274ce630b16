// How long a page takes: `node bench.mjs PAGE.html ...`. First paint as the browser reports it, from nothing, the median of
// five; and of the views of our page the slowest, from the change of the address to the frame that shows it.

import { chromium } from 'playwright-core';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

const ROUNDS = 5;

const median = (times) => [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)];

const firstPaint = async (browser, file) => {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(`file://${resolve(file)}`);
  const painted = await tab.evaluate(
    () =>
      new Promise((done) => {
        const look = () => {
          const [paint] = performance.getEntriesByName('first-contentful-paint');
          if (paint === undefined) requestAnimationFrame(look);
          else done(paint.startTime);
        };
        look();
      }),
  );
  await context.close();
  return painted;
};

/** In the page: the milliseconds of each view. */
const timeViews = async (rounds) => {
  const data = document.getElementById('figures');
  if (data === null) return [];
  const figures = JSON.parse(data.textContent);
  const part = figures.cells[0];
  const views = [
    '',
    'countries',
    'themes',
    'donors',
    'heat',
    'flow',
    'about',
    'of/allocated',
    'of/lacking',
    `country/${part.place}`,
    `theme/${part.theme}`,
    `agreement/${figures.agreements[0].reference}`,
  ];
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const times = [];
  for (const view of views) {
    const rounded = [];
    for (let round = 0; round < rounds; round += 1) {
      location.hash = '#/nowhere';
      await new Promise((done) => addEventListener('hashchange', done, { once: true }));
      await frame();
      await frame();
      const begun = performance.now();
      location.hash = `#/${view}`;
      await new Promise((done) => addEventListener('hashchange', done, { once: true }));
      // Preact draws in a microtask; reading the height makes the browser lay the view out.
      await Promise.resolve();
      await new Promise((done) => setTimeout(done));
      void document.body.offsetHeight;
      rounded.push(performance.now() - begun);
    }
    times.push([view, rounded]);
  }
  return times;
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const file of process.argv.slice(2)) {
  const paints = [];
  for (let round = 0; round < ROUNDS; round += 1) paints.push(await firstPaint(browser, file));
  const tab = await browser.newPage();
  await tab.goto(`file://${resolve(file)}`);
  const views = (await tab.evaluate(timeViews, ROUNDS)).map(([view, times]) => [
    view === '' ? 'overview' : view,
    median(times),
  ]);
  const slowest = views.reduce((worst, one) => (worst === undefined || one[1] > worst[1] ? one : worst), undefined);
  const views_said = slowest === undefined ? '' : `; slowest view ${slowest[0]} ${slowest[1].toFixed(0)} ms`;
  console.log(`${file}: ${statSync(file).size} bytes, first paint ${median(paints).toFixed(0)} ms${views_said}`);
  for (const [view, time] of views) console.log(`  ${view}: ${time.toFixed(0)} ms`);
  await tab.close();
}
await browser.close();
