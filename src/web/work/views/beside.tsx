// Suppositions side by side with the month as it is: the main figures, and the priorities that gain and lose.

import type { VNode } from 'preact';
import { exact, wholeMonth } from '../../page/words';
import { Part } from '../view';
import { w, worded } from '../words';

const LINES = ['gap', 'still_to_raise', 'programmable', 'allocated', 'unallocated', 'lacking'] as const;
export type Main = Record<(typeof LINES)[number], number>;

export interface CellRow {
  cell: string;
  is: number;
  then: number;
  gain: number;
}

export interface Supposed {
  name: string;
  then: Main;
  gain: CellRow[];
  lose: CellRow[];
}

const plus = (amount: number): string => `${amount > 0 ? '+' : ''}${exact(amount)}`;

export const Beside = (props: {
  month: string;
  today: Main;
  all: Supposed[];
  /** What a priority is called. */
  nameOf: (cell: string) => string;
  onOut: (index: number) => void;
}): VNode => {
  const { month, today, all, nameOf, onOut } = props;
  const title = w('suppose_then', { month: wholeMonth(month) });
  return (
    <Part title={title}>
      <div class="scroll" tabIndex={0} role="group" aria-label={title}>
        <table>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{w('figure')}</th>
              <th scope="col" class="number">
                {w('is_now')}
              </th>
              {all.map((one, index) => (
                <th key={one.name} scope="col" class="number">
                  {one.name}
                  {index > 0 && (
                    <>
                      {' '}
                      <button type="button" onClick={() => onOut(index - 1)}>
                        {w('take_out')}
                        <span class="unseen"> {one.name}</span>
                      </button>
                    </>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {LINES.map((line) => (
              <tr key={line}>
                <th scope="row">{worded('main', line)}</th>
                <td class="number">{exact(today[line])}</td>
                {all.map((one) => (
                  <td key={one.name} class="number">
                    {exact(one.then[line])}
                    <br />
                    <span class="soft">{plus(one.then[line] - today[line])}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {all.map((one) => (
        <div key={one.name}>
          {one.gain.length + one.lose.length > 0 && <h3>{one.name}</h3>}
          <Cells title={w('cells_gain')} of={one.name} rows={one.gain} nameOf={nameOf} />
          <Cells title={w('cells_lose')} of={one.name} rows={one.lose} nameOf={nameOf} />
        </div>
      ))}
    </Part>
  );
};

const Cells = (props: {
  title: string;
  of: string;
  rows: CellRow[];
  nameOf: (cell: string) => string;
}): VNode | null => {
  const { title, of, rows, nameOf } = props;
  if (rows.length === 0) return null;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={`${of}: ${title}`}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{w('priority')}</th>
            {(['is_now', 'would_be', 'difference'] as const).map((key) => (
              <th key={key} scope="col" class="number">
                {w(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.cell}>
              <th scope="row">{nameOf(row.cell)}</th>
              <td class="number">{exact(row.is)}</td>
              <td class="number">{exact(row.then)}</td>
              <td class="number">{exact(row.gain)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
