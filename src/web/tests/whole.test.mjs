// A fund of one's own, from an empty folder to the mails for its donors, by somebody who has a browser and a spreadsheet program:
// one file is too large, one has a mistake, one name is not known, and the committee gives less than is recommended.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { withBrowser } from './browser.mjs';
import { click, enter, filledIn, saved, sees, way } from './clicks.mjs';

const { WAY_IN, COPIES } = process.env;

/** Rows as they are typed, from what stands in each. */
const rows = (list) => list.flatMap((row, at) => Object.entries(row).map(([heading, typed]) => [at, heading, typed]));

/** The answers that begin a fund. */
const begin = async (tab) => {
  await sees(tab, 'Begin a fund');
  for (const [question, answer] of [
    ['Its name', 'Water for all'],
    ['A short name', 'WATER'],
    ['Its first and last year', '2025-2028'],
    ['The overall budget', '1,000,000'],
    ['A name on each line', 'Wells\nSchools'],
  ]) {
    await tab.getByLabel(question).fill(answer);
  }
  for (const place of ['Malawi', 'Togo']) await tab.getByLabel('Add a country or region').selectOption(place);
  await tab.getByLabel('Who decides where the money goes').selectOption('decided');
  await click(tab, 'Make the fund');
  await sees(tab, 'The fund is made');
  await click(tab, 'Files');
};

/** Takes a spreadsheet of the fund, fills it in, and drops it back in. */
const bring = async (tab, file, list) => {
  await saved(tab, file, `${COPIES}/${file}`);
  await filledIn(`${COPIES}/${file}`, `${COPIES}/filled/${file}`, { 1: rows(list) });
  await tab.setInputFiles('input[type=file]', `${COPIES}/filled/${file}`);
};

const takeIn = async (tab, file) => {
  await sees(tab, 'This file can enter the fund.');
  await click(tab, 'Take it in');
  await sees(tab, `Undo: took in ${file}`);
};

const DONORS = [
  { Code: 'NOR', Name: 'Norway', Type: 'government', 'E-mail': 'nor@example.org', 'Countries of interest': 'Togo' },
  { Code: 'SWE', Name: 'Sweden', Type: 'government', 'E-mail': 'swe@example.org' },
];
const AGREEMENTS = ['NOR', 'SWE'].map((donor) => ({
  Agreement: `${donor}-1`,
  Donor: donor,
  Stage: 'signed',
  'Signed on': '2025-01-15',
  Currency: 'USD',
  Amount: 100000,
}));
const NEEDS = [
  { Country: 'Malawi', Theme: 'Wells', Need: 40000 },
  { Country: 'Togo', Theme: 'Schools', Need: 300000 },
];
const receipts = (amount) =>
  ['NOR', 'SWE'].map((donor, at) => ({
    Receipt: `R-${at + 1}`,
    Agreement: `${donor}-1`,
    Date: '2025-08-10',
    Kind: 'deposit',
    Currency: 'USD',
    Amount: at === 0 ? amount : 30000,
  }));
const SPENT = [
  {
    Date: '2025-09-10',
    Project: 'P-1',
    Country: 'Malawi',
    Theme: 'Wells',
    Category: 'staff',
    Currency: 'USD',
    Amount: 5000,
  },
  {
    Date: '2025-09-12',
    Project: 'P-2',
    Country: 'Tchogo',
    Theme: 'Schools',
    Category: 'travel',
    Currency: 'USD',
    Amount: 700,
  },
];

test('a fund of one’s own, from an empty folder to the drafts', async () => {
  await withBrowser(async (browser) => {
    const { tab, complaints } = await enter(browser, WAY_IN);
    await begin(tab);
    writeFileSync(`${COPIES}/photos.xlsx`, Buffer.alloc(100 << 20, 'x'));
    await tab.setInputFiles('input[type=file]', `${COPIES}/photos.xlsx`);
    await sees(tab, 'The file is too large.');
    for (const [file, list] of [
      ['donors.xlsx', DONORS],
      ['agreements.xlsx', AGREEMENTS],
      ['priorities.xlsx', NEEDS],
    ]) {
      await bring(tab, file, list);
      await takeIn(tab, file);
    }
    // A mistake, and its cell.
    await bring(tab, 'receipts.xlsx', receipts('sixty thousand'));
    await sees(tab, 'This file has errors');
    assert.equal(await tab.locator('.meant').first().textContent(), 'sixty thousand');
    await sees(tab, 'Error in cell G5');
    await click(tab, 'Leave it out');
    await bring(tab, 'receipts.xlsx', receipts(60000));
    await takeIn(tab, 'receipts.xlsx');
    // A name that nobody knows is decided beside its cell; nothing in the file is changed.
    await bring(tab, 'expenditure.xlsx', SPENT);
    await sees(tab, 'The place “Tchogo” means');
    const meant = tab.getByLabel('The place “Tchogo” means');
    await meant.focus();
    await meant.selectOption('Togo (TGO)');
    await click(tab, 'Record this');
    await takeIn(tab, 'expenditure.xlsx');
    await way(tab, 'Check');
    await sees(tab, '0 errors');
    await way(tab, 'The month’s work');
    await click(tab, 'Run the month');
    await sees(tab, 'is worked out');
    await way(tab, 'September 2025');
    await click(tab, 'Take the proposal out');
    await sees(tab, /recommendations?, .* to allocate/);
    const proposal = 'proposal-2025-09.xlsx';
    await saved(tab, proposal, `${COPIES}/${proposal}`);
    await filledIn(`${COPIES}/${proposal}`, `${COPIES}/filled/${proposal}`, {
      1: rows([{ Decided: 1000, Remark: 'The ministry starts later' }]),
    });
    await way(tab, 'Files');
    await tab.setInputFiles('input[type=file]', `${COPIES}/filled/${proposal}`);
    await takeIn(tab, `decisions/${proposal}`);
    await way(tab, 'The month’s work');
    await way(tab, 'September 2025');
    await click(tab, 'Run the month again');
    await sees(tab, 'is worked out');
    await click(tab, 'Show the list');
    await sees(tab, 'Reports are up to date');
    const boxes = await tab.getByLabel('It may stay as it is').all();
    assert.equal(boxes.length, 2, 'what the committee gave too little for, and that nothing was compared with finance');
    for (const box of boxes) await box.check();
    for (const why of await tab.getByLabel('Why it may stay').all()) {
      await why.fill('the committee knows, and finance has sent no extract');
    }
    await click(tab, 'Close September 2025');
    await sees(tab, 'This month is closed.');
    await click(tab, 'Make a key for the person who approves');
    const approver = await enter(browser, await tab.locator('code').textContent());
    await way(approver.tab, 'September 2025');
    await approver.tab.getByLabel('Name of the person who approves').fill('Ben Oak');
    await click(approver.tab, 'Approve');
    await sees(approver.tab, 'This month is closed and approved.');
    await tab.reload();
    await click(tab, 'Write the drafts');
    await sees(tab, '2 drafts are written.');
    await saved(tab, /\.eml$/, `${COPIES}/first.eml`);
    assert.match(readFileSync(`${COPIES}/first.eml`, 'utf8'), /^To: .*nor@example\.org/m);
    await way(tab, 'Figures of the month');
    await sees(tab, 'is still missing');
    await tab.goBack();
    await click(tab, 'Quit the program');
    await sees(tab, 'The program has ended.');
    assert.deepEqual([complaints, approver.complaints], [[], []]);
    assert.ok(readdirSync(`${COPIES}/filled`).length > 5);
  });
});
