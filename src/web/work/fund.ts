// The fund, as the program says it in the page.

import { data } from '../page/data';

export interface Fund {
  name: string;
  is_there: boolean;
  fault: string | null;
  base_currency: string;
  decimals: number;
  language: string;
  edit: boolean;
  user: string;
  folder: string;
  version: string;
}

export const fund = data('fund') as Fund;
