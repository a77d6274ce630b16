// The data that stand in the page, and what of the fund all words and numbers need.

import type { Figures } from './figures';

/** The data of a name; nothing where the page has none of it. */
export const data = (id: string): unknown => {
  const text = document.getElementById(id)?.textContent;
  return text === undefined || text === null || text === '' ? undefined : (JSON.parse(text) as unknown);
};

export const figuresOfPage = data('figures') as Figures | undefined;

export type Unit = Pick<Figures['fund'], 'base_currency' | 'decimals' | 'language'>;

/** The currency and the language of the fund. */
export const unit: Unit = figuresOfPage?.fund ?? (data('fund') as Unit);
