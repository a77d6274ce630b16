// A workbook of a month in view: a click on a figure shows the cells of the spreadsheets that it was made of.

import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { address, route } from '../../page/route';
import { day, exact, wholeMonth, percent } from '../../page/words';
import type { Doing } from '../job';
import { doing, idle } from '../job';
import { fileAddress, post } from '../server';
import { letters, SheetHead } from '../sheet';
import { Part, Refusal, useAsked, View, WhenThere } from '../view';
import { many, w } from '../words';

type Shown = { text: string } | { money: number } | { number: string } | { share: [number, number] } | { date: string };

interface Sheet {
  name: string;
  rows: (Shown | null)[][];
  left_out: number;
}

interface Entry {
  what: string;
  amount: number | null;
  file: string | null;
  sheet: string | null;
  cell: string | null;
  text: string | null;
  row: Record<string, string>;
}

interface TracedCell {
  sheet: string;
  cell: string;
  value: Shown | null;
  formula: string | null;
  entries: Entry[];
  left_out: number;
}

interface Trace {
  as_written: boolean;
  cells: TracedCell[];
}

const isFigure = (shown: Shown): boolean => 'money' in shown || 'number' in shown || 'share' in shown;

const textOf = (shown: Shown): string => {
  if ('text' in shown) return shown.text;
  if ('money' in shown) return exact(shown.money);
  if ('number' in shown) return shown.number;
  if ('share' in shown) return percent(shown.share[0], shown.share[1]);
  return day(shown.date);
};

export const BookView = (): VNode => {
  const [name = '', ...path] = route.value.name.split('/');
  const file = path.join('/');
  const { asked } = useAsked<{ sheets: Sheet[] }>(`/api/book/${name}/${path.map(encodeURIComponent).join('/')}`);
  const chosen = useSignal(0);
  const at = useSignal<Doing<Trace>>(idle);
  const follow = (sheet: string, cell: string): void => {
    void doing(at, () =>
      post<Trace>('/api/trace', { month: name, file, cell: `'${sheet.replace(/'/g, "''")}'!${cell}` }),
    );
    requestAnimationFrame(() => document.getElementById('way')?.scrollIntoView());
  };
  return (
    <View title={file}>
      <p>
        <a href={address('month', name)}>{wholeMonth(name)}</a>
      </p>
      <p>{w('follow_is')}</p>
      <div id="way">
        {at.value.state === 'busy' && <p role="status">{w('waiting')}</p>}
        {at.value.state === 'refused' && <Refusal why={at.value.why} />}
        {at.value.state === 'done' && <Way trace={at.value.what} />}
      </div>
      <WhenThere asked={asked.value}>
        {({ sheets }) => {
          const sheet = sheets[chosen.value];
          return (
            <>
              <div class="tabs" role="group" aria-label={w('sheets')}>
                {sheets.map((one, index) => (
                  <button
                    key={one.name}
                    type="button"
                    aria-pressed={index === chosen.value}
                    onClick={() => {
                      chosen.value = index;
                    }}
                  >
                    {one.name}
                  </button>
                ))}
              </div>
              {sheet !== undefined && <SheetTable sheet={sheet} onFollow={follow} />}
            </>
          );
        }}
      </WhenThere>
    </View>
  );
};

const SheetTable = ({ sheet, onFollow }: { sheet: Sheet; onFollow: (sheet: string, cell: string) => void }): VNode => {
  const columns = Math.max(1, ...sheet.rows.map((row) => row.length));
  const indices = Array.from({ length: columns }, (_, index) => index);
  return (
    <>
      <div class="scroll tall" tabIndex={0} role="group" aria-label={sheet.name}>
        <table class="sheet">
          <SheetHead columns={indices} />
          <tbody>
            {sheet.rows.map((row, at) => (
              <tr key={at}>
                <th scope="row">{at + 1}</th>
                {indices.map((column) => {
                  const shown = row[column] ?? null;
                  if (shown === null) return <td key={column} />;
                  const cell = `${letters(column)}${at + 1}`;
                  return (
                    <td key={column} class={isFigure(shown) ? 'number' : undefined}>
                      {isFigure(shown) ? (
                        <button type="button" class="figure" onClick={() => onFollow(sheet.name, cell)}>
                          {textOf(shown)}
                        </button>
                      ) : (
                        textOf(shown)
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sheet.left_out > 0 && <p>{many('rows_left_out', sheet.left_out)}</p>}
    </>
  );
};

/** From a figure to the cells that it was made of: what is calculated first, then the entries. */
const Way = ({ trace }: { trace: Trace }): VNode => {
  const [asked] = trace.cells;
  const calculated = trace.cells.filter((cell) => cell.formula !== null);
  const ends = trace.cells.filter((cell) => cell.entries.length > 0);
  if (asked === undefined) return <p>{w('nothing_behind')}</p>;
  return (
    <Part
      title={w('way_of', {
        cell: `${asked.sheet}!${asked.cell}`,
        value: asked.value === null ? '' : textOf(asked.value),
      })}
    >
      {!trace.as_written && <p class="mark">{w('not_as_written')}</p>}
      {calculated.length > 0 && (
        <details>
          <summary>{many('calculated', calculated.length)}</summary>
          <ul>
            {calculated.slice(0, 60).map((cell) => (
              <li key={`${cell.sheet}!${cell.cell}`}>
                {cell.sheet}!{cell.cell} = <code>{cell.formula}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      {ends.length === 0 ? <p>{w('nothing_behind')}</p> : <Entries ends={ends} />}
    </Part>
  );
};

const Entries = ({ ends }: { ends: TracedCell[] }): VNode => {
  const entries = ends.flatMap((cell) => cell.entries);
  const left_out = ends.reduce((sum, cell) => sum + cell.left_out, 0);
  return (
    <>
      <div class="scroll tall" tabIndex={0} role="group" aria-label={w('made_of')}>
        <table>
          <caption class="unseen">{w('made_of')}</caption>
          <thead>
            <tr>
              <th scope="col">{w('entry')}</th>
              <th scope="col" class="number">
                {w('amount')}
              </th>
              <th scope="col">{w('file')}</th>
              <th scope="col">{w('cell')}</th>
              <th scope="col">{w('text_there')}</th>
              <th scope="col">{w('whole_row')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.slice(0, 300).map((entry, index) => (
              <tr key={index}>
                <th scope="row">{entry.what}</th>
                <td class="number">{entry.amount === null ? '' : exact(entry.amount)}</td>
                <td>
                  {entry.file !== null && <a href={fileAddress(`inputs/${entry.file}`)}>{entry.file}</a>}
                  {entry.sheet === null || entry.sheet === '' ? '' : `, ${entry.sheet}`}
                </td>
                <td>{entry.cell}</td>
                <td>{entry.text}</td>
                <td class="soft">{Object.values(entry.row).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left_out + Math.max(0, entries.length - 300) > 0 && (
        <p>{many('rows_left_out', left_out + Math.max(0, entries.length - 300))}</p>
      )}
    </>
  );
};
