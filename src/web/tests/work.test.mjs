// The month's work by clicks, as somebody does it who knows Excel: a faulty file, its cell, the mended file, the run, the
// committee's proposal out and its decisions in, the close, the approval, the drafts. Every view on the way is looked at by axe, and those of the guide are held
// against its pictures.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findings, PHONE, withBrowser } from './browser.mjs';
import { click, enter, filledIn, saved, sees, settled, way } from './clicks.mjs';

const { WAY_IN, EMPTY_WAY_IN, GOOD, FAULTY, RESTATED, FAULTY_GIFTS, GIFTS, COPIES, FILL_IN, RENEW_GUIDE } = process.env;

/** A folder of the test. */
const FOLDER = /\/\S*(poolfund-|tmp)\S*/g;

/** The words of the page, line by line, without what differs from one time to another, and without lists of files. */
const wordsOf = async (tab) => {
  const [text, choices] = await tab.evaluate(() => [
    document.querySelector('main').innerText,
    [...document.querySelectorAll('main option')].map((option) => option.textContent.trim()),
  ]);
  const time = /\d{1,2} [A-Z][a-z]{2,3} \d{4}, \d{2}:\d{2}/g;
  const lines = text
    .replace(time, '(time)')
    .replace(/\d+ files? (is|are) written/, '(files) are written')
    .replace(FOLDER, '(folder)')
    .split('\n');
  // What may be chosen is the browser's own list, or the world's.
  const isShown = (line) => line !== '' && !/\d (B|kB|MB)\b/.test(line) && !choices.includes(line);
  const kept = lines.map((line) => line.trim()).filter(isShown);
  return `${kept.join('\n')}\n`;
};

/** The pictures of the guide, by their names. */
const GUIDE = new URL('../../../docs/guide/', import.meta.url);

/** What is said of an item of the checklist is said to be of that item, and stands above its field. */
const namedByItem = async (tab) => {
  for (const item of await tab.locator('.checklist li', { has: tab.getByRole('checkbox') }).all()) {
    const title = await item.locator('strong').textContent();
    for (const [role, text] of Object.entries({ checkbox: 'It may stay as it is', textbox: 'Why it may stay' })) {
      assert.equal(await tab.getByRole(role, { name: `${text} ${title}`, exact: true }).count(), 1, title);
    }
    const [label, field] = [item.getByText('Why it may stay'), item.getByRole('textbox')];
    const [above, below] = [await label.boundingBox(), await field.boundingBox()];
    assert.ok(above.y + above.height + 1 < below.y, `${title}: the label keeps off its field`);
  }
};

/**
 * Lets axe look at a view. A view of the guide must say what it said when its picture was taken; where RENEW_GUIDE is set,
 * pictures are taken anew. What a month's own figures say is no part of that.
 */
const looked = async (tab, name) => {
  await settled(tab);
  assert.deepEqual(await findings(tab), [], name);
  if (!readFileSync(new URL('README.md', GUIDE), 'utf8').includes(`(${name}.png)`)) return;
  const isGuarded = name < '10';
  const file = new URL(`${name}.txt`, GUIDE);
  if (RENEW_GUIDE === undefined) {
    const why = `${name}: RENEW_GUIDE=1 takes the pictures of docs/guide anew`;
    if (isGuarded) assert.equal(await wordsOf(tab), readFileSync(file, 'utf8'), why);
    return;
  }
  if (isGuarded) writeFileSync(file, await wordsOf(tab));
  await tab.evaluate(nameFolder, FOLDER.source);
  await tab.screenshot({ path: fileURLToPath(new URL(`${name}.png`, GUIDE)), fullPage: true });
};

/** Says of the test's folder what a reader's own is called. */
const nameFolder = (folder) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    text.nodeValue = text.nodeValue.replace(new RegExp(folder, 'g'), 'C:\\Funds\\Water');
  }
};

/** Takes a proposal out, and fills it in as the committee decides: in LibreOffice, where it is there, else it stays as it is. */
const decided = async (tab) => {
  const name = (
    await tab
      .getByRole('link', { name: /^proposal-.*\.xlsx$/ })
      .first()
      .textContent()
  ).trim();
  const [taken, copy] = [`${COPIES}/taken.xlsx`, `${COPIES}/${name}`];
  await saved(tab, name, FILL_IN === undefined ? copy : taken);
  if (FILL_IN !== undefined) {
    const less = [
      [0, 'Decided', 1.5],
      [0, 'Remark', 'The ministry starts later'],
    ];
    await filledIn(taken, copy, { 1: less });
  }
  return copy;
};

test('a month with a mistake in it, by clicks alone', async () => {
  await withBrowser(async (browser) => {
    const { tab, complaints } = await enter(browser, WAY_IN);
    await looked(tab, '01-home');
    await way(tab, 'Files');
    await sees(tab, 'receipts.csv');
    await looked(tab, '02-files');
    await tab.setInputFiles('input[type=file]', FAULTY);
    await sees(tab, 'This file has errors');
    // Each problem's sheet comes for itself.
    await settled(tab);
    assert.equal(await tab.locator('.meant').first().textContent(), 'abc', 'the cell itself is marked');
    await sees(tab, 'Error in cell F3');
    await looked(tab, '03-faulty');
    await click(tab, 'Leave it out');
    await tab.setInputFiles('input[type=file]', GOOD);
    await sees(tab, 'This file can enter the fund.');
    await sees(tab, 'It replaces receipts.csv');
    await looked(tab, '04-mended');
    await click(tab, 'Take it in');
    await sees(tab, 'Undo: took in receipts.csv');
    await way(tab, 'Check');
    await sees(tab, '0 errors');
    await looked(tab, '05-check');
    await way(tab, 'The month’s work');
    await tab.getByLabel('Month; leave it empty').fill('2025-09');
    await click(tab, 'Run the month');
    await sees(tab, 'is worked out');
    await looked(tab, '06-ran');
    await way(tab, 'September 2025');
    await click(tab, 'Take the proposal out');
    await sees(tab, /recommendations?, .* to allocate/);
    await looked(tab, '06-proposal');
    const copy = await decided(tab);
    await way(tab, 'Files');
    await tab.setInputFiles('input[type=file]', copy);
    await sees(tab, 'This file can enter the fund.');
    assert.ok(await tab.getByLabel('It holds the committee’s decisions').isChecked(), 'it is known as the committee’s');
    await looked(tab, '06-decided');
    await click(tab, 'Take it in');
    await sees(tab, 'Undo: took in decisions/proposal-2025-09.xlsx');
    await way(tab, 'The month’s work');
    await way(tab, 'September 2025');
    await click(tab, 'Run the month again');
    await sees(tab, 'is worked out');
    await way(tab, 'What is decided, and what waits to be decided');
    await sees(tab, 'Money available to decide');
    const decisions = await tab.locator('section', { hasText: 'Decided' }).last().locator('tbody tr').count();
    assert.ok(decisions > 0, 'the decisions are shown');
    if (FILL_IN !== undefined) await sees(tab, /The ministry starts later/);
    await looked(tab, '06-decisions');
    await way(tab, 'The month’s work');
    await way(tab, 'September 2025');
    await click(tab, 'Show the list');
    await sees(tab, 'Reports are up to date');
    for (const box of await tab.getByLabel('It may stay as it is').all()) await box.check();
    for (const why of await tab.getByLabel('Why it may stay').all()) await why.fill('agreed with finance');
    await namedByItem(tab);
    await looked(tab, '07-checklist');
    await tab.getByLabel('Your name').fill('Ann Ivory');
    await click(tab, 'Close September 2025');
    await sees(tab, 'This month is closed.');
    await tab.getByLabel('Name of the person who approves').fill('Ben Oak');
    await click(tab, 'Approve');
    await sees(tab, 'The month was closed from this browser');
    await looked(tab, '08-approve');
    await click(tab, 'Make a key for the person who approves');
    const other = await tab.locator('code').textContent();
    const approver = await enter(browser, other);
    await way(approver.tab, 'September 2025');
    await approver.tab.getByLabel('Name of the person who approves').fill('Ben Oak');
    await click(approver.tab, 'Approve');
    await sees(approver.tab, 'This month is closed and approved.');
    await tab.reload();
    await sees(tab, 'This month is closed and approved.');
    await click(tab, 'Write the drafts');
    await sees(tab, '2 drafts are written.');
    await looked(tab, '09-drafts');
    const book = tab.getByRole('link', { name: /follow its figures donors\// }).first();
    await book.click();
    await tab.locator('button.figure').first().waitFor();
    await tab.locator('button.figure').first().click();
    await tab.locator('#way h2').waitFor();
    await looked(tab, '10-book');
    await tab.goBack();
    const [download] = await Promise.all([
      tab.waitForEvent('download'),
      tab
        .getByRole('link', { name: /^donors\/.*\.xlsx$/ })
        .first()
        .click(),
    ]);
    assert.equal(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
      'PK',
      'a workbook',
    );
    await way(tab, 'Figures of the month');
    await sees(tab, 'is still missing');
    await looked(tab, '11-figures');
    await way(tab, 'The month’s work');
    await sees(tab, 'closed and approved');
    assert.deepEqual([complaints, approver.complaints], [[], []]);
  });
});

test('every view in four languages, dark, and on a phone', async () => {
  await withBrowser(async (browser) => {
    for (const [language, title] of [
      ['fr', 'Le travail du mois'],
      ['es', 'El trabajo del mes'],
      ['pt', 'O trabalho do mês'],
      ['en', 'The month’s work'],
    ]) {
      const { tab, complaints } = await enter(browser, WAY_IN, { language, size: PHONE, dark: language !== 'pt' });
      await tab.getByRole('heading', { name: title }).waitFor();
      for (const view of ['', 'files', 'check', 'suppose', 'month/2025-09', 'nothing']) {
        await tab.evaluate((hash) => {
          location.hash = hash;
        }, `#/${view}`);
        await looked(tab, `phone-${language}-${view.replace('/', '-')}`);
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${language} ${view}: the page is ${wide} pixels wider than the phone`);
      }
      assert.deepEqual(complaints, []);
    }
  });
});

test('what if: sliders, beside what is stored', async () => {
  await withBrowser(async (browser) => {
    const { tab, complaints } = await enter(browser, WAY_IN);
    await way(tab, 'What if');
    await tab.getByLabel('Somebody gives').fill('1000000');
    await click(tab, 'Keep it beside today');
    await tab.getByLabel('All needs change by').fill('10');
    const names = () => tab.locator('main thead').first().locator('th').allInnerTexts();
    await tab.waitForFunction(() => document.querySelectorAll('main thead')[0].querySelectorAll('th').length === 4);
    const kept = (await names())[3];
    assert.match(kept, /^USD [1-9]/);
    const [saved] = await Promise.all([tab.waitForEvent('download'), click(tab, 'Save what is kept as a spreadsheet')]);
    const file = `${COPIES}/${saved.suggestedFilename()}`;
    await saved.saveAs(file);
    assert.match(readFileSync(file, 'utf8'), /"contribution","","","[1-9]\d*"/);
    await tab.getByRole('button', { name: /^Take out/ }).click();
    assert.equal((await names()).length, 3);
    await tab.getByLabel('Open suppositions that are stored').setInputFiles(file);
    await tab.waitForFunction(() => document.querySelectorAll('main thead')[0].querySelectorAll('th').length === 4);
    assert.equal((await names())[3], kept, 'it is read as it was saved');
    await looked(tab, 'suppose');
    assert.deepEqual(complaints, []);
  });
});

test('a row of a closed month that says something else, and what changed by it', async () => {
  await withBrowser(async (browser) => {
    const { tab, complaints } = await enter(browser, WAY_IN);
    await way(tab, 'Files');
    await tab.setInputFiles('input[type=file]', RESTATED);
    await sees(tab, 'This file can enter the fund.');
    assert.equal(
      await tab
        .locator('tr', { hasText: /^receipts/ })
        .locator('td')
        .nth(1)
        .textContent(),
      '1',
      'one row',
    );
    await click(tab, 'Take it in');
    await sees(tab, 'Undo: took in receipts.csv');
    await way(tab, 'The month’s work');
    await tab.getByLabel('Month; leave it empty').fill('2025-10');
    await click(tab, 'Run the month');
    await sees(tab, 'October 2025 is worked out');
    await sees(tab, '1 row says something else than it did before');
    await way(tab, 'October 2025');
    await way(tab, 'What changed since September 2025');
    await sees(tab, 'From September 2025 to October 2025');
    const received = tab.locator('section', { has: tab.getByRole('heading', { name: 'Received', exact: true }) });
    // The tables come after the sentence above them.
    await received.locator('tbody tr').first().waitFor();
    const row = async (named) => received.locator('tr', { hasText: named }).locator('th, td').allInnerTexts();
    const [heads, belgium] = [await received.locator('thead th').allInnerTexts(), await row('BEL')];
    const at = (head) => Number(belgium[heads.indexOf(head)].replaceAll(',', ''));
    // August's 460 euros are 469 now, at 0.90 a dollar; October's 80 are new, at 0.80.
    assert.deepEqual(['New', 'Restated'].map(at), [100, 10]);
    assert.equal(Math.round((at('Opening') + at('New') + at('Restated') - at('Closing')) * 100), 0, belgium.join(' '));
    await looked(tab, 'changes');
    // What a donor publishes: the element of the file is named, and marked among its rows.
    await way(tab, 'The month’s work');
    await way(tab, 'Files');
    await tab.setInputFiles('input[type=file]', FAULTY_GIFTS);
    await sees(tab, 'Error at (//transaction)[1]/value');
    await settled(tab);
    assert.equal(await tab.locator('.meant').first().textContent(), '12O.00');
    await click(tab, 'Leave it out');
    await tab.setInputFiles('input[type=file]', GIFTS);
    await sees(tab, 'Read Receipts as receipts');
    await sees(tab, 'This file can enter the fund.');
    await click(tab, 'Take it in');
    await sees(tab, 'Undo: took in gifts.xml');
    assert.deepEqual(complaints, []);
  });
});

test('a fund of one’s own, from an empty folder', async () => {
  await withBrowser(async (browser) => {
    const { tab, complaints } = await enter(browser, EMPTY_WAY_IN);
    await sees(tab, 'Begin a fund');
    await looked(tab, '00-empty');
    await tab.getByLabel('Its name').fill('Water for all');
    await tab.getByLabel('A short name').fill('WATER');
    await tab.getByLabel('The overall budget').fill('1,000,000');
    await tab.getByLabel('A name on each line').fill('Wells\nSchools');
    await tab.getByLabel('Add a country or region').selectOption('Malawi');
    await tab.getByLabel('Add a country or region').selectOption('Togo');
    await tab.getByLabel('Who decides where the money goes').selectOption('decided');
    await click(tab, 'Add a region');
    await tab.getByLabel('The region’s name').fill('Lakes');
    await tab.getByLabel('Add a country to it').selectOption('Malawi');
    await looked(tab, '00-answers');
    await tab.getByLabel('What the organization pays itself').fill('500.000');
    await click(tab, 'Make the fund');
    await sees(tab, 'What the organization pays itself, in USD: found 500.000');
    await tab.getByLabel('What the organization pays itself').fill('50 000');
    await click(tab, 'Make the fund');
    await sees(tab, 'The fund is made');
    await looked(tab, '00-made');
    await click(tab, 'Files');
    await sees(tab, 'settings.xlsx');
    await looked(tab, '00-files');
    assert.equal(await tab.locator('header .fund').textContent(), 'Water for all');
    assert.deepEqual(complaints, []);
  });
});
