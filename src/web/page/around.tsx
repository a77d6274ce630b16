// What is around the figures of a month where the program shows them live: the fund's other months, and the month's work.
// A page that was mailed has nothing around it.

import type { VNode } from 'preact';
import { data } from './data';
import { language, month, t } from './words';

/** A month that was run. */
export interface MonthState {
  month: string;
  run_at: string;
  run_by: string;
  closed: Act | null;
  approved: Act | null;
}

/** Something that somebody did. */
export interface Act {
  by: string;
  at: string;
}

interface AroundData {
  month: string;
  months: MonthState[];
  edit: boolean;
}

const around = data('around') as AroundData | undefined;

/** The state of a month, in a word. */
export const stateOf = (one: MonthState): string => {
  if (one.approved !== null) return t('state.approved');
  return t(one.closed === null ? 'state.open' : 'state.closed');
};

export const Around = (): VNode | null => {
  if (around === undefined) return null;
  return (
    <nav class="around" aria-label={t('around')}>
      <a href={`/?lang=${language.value}`}>{t('work')}</a>
      <label for="month">
        {t('month')}{' '}
        <select
          id="month"
          value={around.month}
          onChange={(event) => {
            location.href = `/month/${event.currentTarget.value}?lang=${language.value}`;
          }}
        >
          {around.months.map((one) => (
            <option key={one.month} value={one.month}>
              {month(one.month)} ({stateOf(one)})
            </option>
          ))}
        </select>
      </label>
    </nav>
  );
};
