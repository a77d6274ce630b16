// The data that stand in the page, and what of the fund all words and numbers need.

import type { Figures } from './figures';

/** The data of a name; nothing where the page has none of it. */
export const data = (id: string): unknown => {
  const text = document.getElementById(id)?.textContent;
  return text === undefined || text === null || text === '' ? undefined : (JSON.parse(text) as unknown);
};

export const figuresOfPage = data('figures') as Figures | undefined;

export type Unit = Pick<Figures['fund'], 'base_currency' | 'decimals' | 'language'>;

/** What a fund counts in where there is little room: in millions, or in thousands if it raises less than ten millions. */
const largest = Math.max(0, ...(figuresOfPage?.gap.raising ?? []).map((line) => Math.abs(line.amount)));
const isSmall = figuresOfPage !== undefined && largest < 10 ** (figuresOfPage.fund.decimals + 7);
export const shortIn = isSmall ? 'thousands' : 'millions';

/** The currency and the language of the fund. */
export const unit: Unit = figuresOfPage?.fund ?? (data('fund') as Unit);
