// A page in a real browser, and what is looked at in it.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where a page of the sample is; the test that calls these says so. */
export const page = (name) => {
  const folder = process.env.PAGES;
  if (folder === undefined) throw new Error('PAGES is not set: cargo test --release --test all page sets it');
  return `file://${folder}/${name}`;
};

export const figuresOf = (name) => JSON.parse(readFileSync(new URL(page(name)), 'utf8'));

let launched;

/** A browser for as long as `use` needs it: one for all tests of a file, with nothing left of the test before. It draws as fast as it can. */
export const withBrowser = async (use) => {
  launched ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-frame-rate-limit', '--disable-gpu-vsync'],
  });
  try {
    return await use(launched);
  } finally {
    await Promise.all(launched.contexts().map((context) => context.close()));
  }
};

after(() => launched?.close());

export const PHONE = { width: 375, height: 812 };
export const DESK = { width: 1280, height: 900 };

/** A tab at a page, with all that it complained of. */
export const open = async (browser, name, { language = 'en', dark = false, size = DESK } = {}) => {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: dark ? 'dark' : 'light',
    locale: language,
    acceptDownloads: true,
  });
  const tab = await context.newPage();
  const complaints = [];
  tab.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  tab.on('pageerror', (error) => complaints.push(error.message));
  tab.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
  });
  await tab.goto(page(name));
  return { tab, complaints };
};

/** Goes to a view and waits until it is drawn. */
export const goTo = async (tab, view) => {
  await tab.evaluate(async (hash) => {
    if (location.hash !== hash) {
      location.hash = hash;
      await new Promise((done) => addEventListener('hashchange', done, { once: true }));
    }
    // Twice: what is drawn first measures its room, and is drawn again.
    for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
  }, `#/${view}`);
};

/**
 * What axe finds, best practices included. It is handed in by the debugger, so that the page's own policy stands. Only where it finds
 * something it writes down the elements, which takes a third of its time.
 */
export const findings = async (tab) => {
  if (await tab.evaluate('window.axe === undefined')) await tab.evaluate(axe);
  const run = (noHtml) =>
    tab.evaluate((without) => {
      window.axe.configure({ noHtml: without });
      return window.axe.run(document, { resultTypes: ['violations'] });
    }, noHtml);
  const quick = await run(true);
  if (quick.violations.length === 0) return [];
  const found = await run(false);
  return found.violations.map(
    (one) => `${one.id}: ${one.nodes.length} x ${(one.nodes[0].html ?? String(one.nodes[0].target)).slice(0, 160)}`,
  );
};

/** Letters of charts: the size in which they are seen, and their contrast with what they stand on, which axe cannot judge. */
export const chartLetters = (tab) =>
  tab.evaluate(() => {
    const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const light = ([red, green, blue]) => {
      const linear = [red, green, blue].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    };
    const contrast = (one, other) => {
      const [more, less] = [light(one), light(other)].sort((a, b) => b - a);
      return (more + 0.05) / (less + 0.05);
    };
    const paper = channels(getComputedStyle(document.body).backgroundColor);
    return [...document.querySelectorAll('.frame svg text')].map((text) => {
      const svg = text.ownerSVGElement;
      const box = text.getBoundingClientRect();
      const style = getComputedStyle(text);
      const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      // Filled marks that a letter lies over; one with a rim of paper around its letters stands on paper.
      const rim = style.strokeWidth !== '0px' && style.paintOrder.startsWith('stroke');
      const under = [...svg.querySelectorAll('rect')].filter((rect) => {
        const mark = rect.getBoundingClientRect();
        const across = Math.min(mark.right, box.right) - Math.max(mark.left, box.left);
        const down = Math.min(mark.bottom, box.bottom) - Math.max(mark.top, box.top);
        return across > 2 && down > 4;
      });
      const grounds = rim || under.length === 0 ? [paper] : under.map((rect) => channels(getComputedStyle(rect).fill));
      const ink = channels(style.fill);
      return {
        text: text.textContent,
        size: parseFloat(style.fontSize) * scale,
        contrast: Math.min(...grounds.map((ground) => contrast(ink, ground))),
        inside: box.left >= svg.getBoundingClientRect().left - 1 && box.right <= svg.getBoundingClientRect().right + 1,
      };
    });
  });
