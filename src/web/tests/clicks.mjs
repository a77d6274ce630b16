// What somebody does who sits at the program's pages with a mouse and a spreadsheet program.

import { spawn } from 'node:child_process';
import { after } from 'node:test';
import { createInterface } from 'node:readline';
import { DESK } from './browser.mjs';

/** What each tab has asked the program for and not got yet. */
const asked = new WeakMap();

/** Waits until all that a view asks for has come, and is drawn. */
export const settled = async (tab) => {
  let quiet = 0;
  // What is drawn may ask for more.
  while (quiet < 3) {
    await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    quiet = asked.get(tab).size === 0 ? quiet + 1 : 0;
  }
};

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
  const open = new Set();
  asked.set(tab, open);
  tab.on('request', (request) => open.add(request));
  for (const end of ['requestfinished', 'requestfailed']) tab.on(end, (request) => open.delete(request));
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

let office;

/** LibreOffice, which is started once for all workbooks of a file of tests. */
const startOffice = () => {
  const { OFFICE_PYTHON, FILL_IN } = process.env;
  const python = spawn(OFFICE_PYTHON, [FILL_IN], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  return { python, answers };
};

/**
 * Fills in a workbook in LibreOffice: of sheets by number, rows from the first below the headings, each with the heading and what is
 * typed.
 */
export const filledIn = async (from, to, sheets) => {
  office ??= startOffice();
  office.python.stdin.write(`${JSON.stringify({ from, to, sheets })}\n`);
  const { done } = await office.answers.next();
  if (done) throw new Error(`LibreOffice did not fill in ${from}`);
};

after(async () => {
  if (office === undefined) return;
  office.python.stdin.end();
  await new Promise((ended) => office.python.once('exit', ended));
});
