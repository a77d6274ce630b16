// What somebody does who sits at the program's pages with a mouse and a spreadsheet program.

import { execFileSync } from 'node:child_process';
import { DESK } from './browser.mjs';

/** Comes in by the private file, as the browser does that the menu entry opens. */
export const enter = async (browser, wayIn, { language = 'en', size = DESK, dark = false } = {}) => {
  const context = await browser.newContext({
    viewport: size,
    locale: language,
    colorScheme: dark ? 'dark' : 'light',
    acceptDownloads: true,
  });
  const tab = await context.newPage();
  const complaints = [];
  tab.on('console', (message) => {
    const text = message.text();
    // What is refused with a reason is answered with a status, of which Chromium tells the console.
    const refused = /the server responded with a status of 4\d\d/.test(text);
    if ((message.type() === 'error' || message.type() === 'warning') && !refused) complaints.push(text);
  });
  tab.on('pageerror', (error) => complaints.push(error.message));
  await tab.goto(`file://${wayIn}`);
  await tab.waitForSelector('h1');
  return { tab, complaints };
};

export const click = (tab, name) => tab.getByRole('button', { name, exact: true }).click();
export const way = (tab, name) => tab.getByRole('link', { name, exact: true }).first().click();
export const sees = (tab, text) => tab.getByText(text).first().waitFor();

/** Saves what a link hands out. */
export const saved = async (tab, name, to) => {
  const [download] = await Promise.all([
    tab.waitForEvent('download'),
    tab
      .getByRole('link', { name, exact: typeof name === 'string' })
      .first()
      .click(),
  ]);
  await download.saveAs(to);
};

/**
 * Fills in a workbook in LibreOffice: of sheets by number, rows from the first below the headings, each with the heading and what is
 * typed.
 */
export const filledIn = (from, to, sheets) => {
  const { OFFICE_PYTHON, FILL_IN } = process.env;
  execFileSync(OFFICE_PYTHON, [FILL_IN, from, to], { input: JSON.stringify(sheets) });
};
