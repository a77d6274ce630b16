// How long a page takes: `node bench.mjs PAGE.html ...`. First paint as the browser reports it, from nothing; and of each view
// the time from the change of the address until it is drawn and laid out. Of several rounds the median, and the least, which
// tells more where the machine has other work.

import { chromium } from 'playwright-core';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

const ROUNDS = 9;

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
  const views = (await tab.evaluate(timeViews, ROUNDS)).map(([view, times]) => [view || 'overview', times]);
  console.log(`${file}: ${statSync(file).size} bytes`);
  for (const [what, times] of [['first paint', paints], ...views]) {
    console.log(`  ${what}: median ${median(times).toFixed(0)} ms, least ${Math.min(...times).toFixed(0)} ms`);
  }
  await tab.close();
}
await browser.close();
