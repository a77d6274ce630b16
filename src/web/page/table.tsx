// A table that sorts, filters, and can be downloaded as CSV.

import { useSignal } from '@preact/signals';
import type { ComponentChildren, RefObject, VNode } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Figure } from './figure';
import type { Query } from './made-of';
import { printing } from './print';
import { counted, date, decimal, inOrder, t, whole } from './words';

/** What a cell of a table holds, to be sorted by and to be written as CSV. */
export type Value = string | number;

export interface Column<R> {
  head: string;
  /** What it holds: amounts in minor units where it is `money`. */
  value: (row: R) => Value;
  /** How it is shown; as its value where this is not said. */
  cell?: (row: R) => ComponentChildren;
  kind?: 'text' | 'code' | 'day' | 'money' | 'number' | 'ratio';
  /** Whether it holds sentences, which are not squeezed into a word a line. */
  wide?: boolean;
  /** Whether the foot shows its sum; and what the sum of all rows is made of, where that has a name. */
  summed?: boolean | Query;
}

interface TableProps<R> {
  caption: string;
  columns: Column<R>[];
  rows: R[];
  /** The name of the file that is downloaded, without its ending. */
  file: string;
  /** What is said where there are no rows. */
  none?: string;
  /** A bridge or a statement, whose order means something: neither sorted nor filtered. */
  fixed?: boolean;
  /** Its rows are rows of the inputs, or as much of them as may be shown: nothing is behind their figures but the row. */
  records?: boolean;
  /** Of a bridge, which rows are sums. */
  strong?: (row: R) => boolean;
}

/** From so many rows on a table can be filtered. */
const FILTERED = 8;
/** So many rows are drawn at first; a button draws the rest. */
const DRAWN = 60;

const textOf = (value: Value): string => String(value);

/** A field of CSV. A spreadsheet program would take text that begins like a formula for one. */
const field = (value: Value, money: boolean): string => {
  if (typeof value === 'number') return money ? decimal(value) : String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n;]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};

const download = <R,>(columns: Column<R>[], rows: R[], file: string): void => {
  const lines = [
    columns.map((column) => field(column.head, false)),
    ...rows.map((row) => columns.map((column) => field(column.value(row), column.kind === 'money'))),
  ];
  const text = `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = `${file}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
};

const compare = (one: Value, other: Value): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : inOrder(textOf(one), textOf(other));

const shown = <R,>(column: Column<R>, row: R): ComponentChildren => {
  if (column.cell !== undefined) return column.cell(row);
  const value = column.value(row);
  if (column.kind === 'day' && typeof value === 'string') return value === '' ? '–' : date(value);
  return column.kind === 'money' && typeof value === 'number' ? <Figure amount={value} /> : value;
};

const isNumber = <R,>({ kind }: Column<R>): boolean => kind === 'money' || kind === 'number' || kind === 'ratio';

const classOf = <R,>(column: Column<R>): string | undefined => {
  if (isNumber(column)) return 'number';
  if (column.kind === 'code' || column.kind === 'day') return 'code';
  return column.wide === true ? 'wide' : undefined;
};

/** A table of more columns than a phone has room for shows each row there as a list of what it holds. */
const isStacked = <R,>(columns: Column<R>[]): boolean => columns.length > 3 || columns.some((column) => column.wide);

export const Table = <R,>(props: TableProps<R>): VNode => {
  const { caption, columns, rows, file, fixed = false } = props;
  const room = useRoom();
  const sorting = useSignal<{ column: number; down: boolean } | null>(null);
  const wanted = useSignal('');
  const all = useSignal(false);
  const id = useId();
  if (rows.length === 0) return <p class="none">{props.none ?? t('none')}</p>;
  const words = wanted.value.toLocaleLowerCase().trim();
  let kept = rows;
  if (words !== '') {
    kept = rows.filter((row) =>
      columns.some((column) => textOf(column.value(row)).toLocaleLowerCase().includes(words)),
    );
  }
  if (sorting.value !== null) {
    const { column, down } = sorting.value;
    const by = columns[column];
    if (by !== undefined) {
      kept = [...kept].sort((one, other) => compare(by.value(one), by.value(other)) * (down ? -1 : 1));
    }
  }
  const drawn = all.value || printing.value ? kept : kept.slice(0, DRAWN);
  const sort = (column: number): void => {
    const before = sorting.value;
    const first = columns[column];
    const down = before?.column === column ? !before.down : first !== undefined && isNumber(first);
    sorting.value = { column, down };
  };
  const classes = [...(props.records === true ? ['records'] : []), ...(isStacked(columns) ? ['stacked'] : [])];
  const filtered = !fixed && rows.length >= FILTERED;
  return (
    <div class="table">
      <div class="tools">
        {filtered && (
          <label for={`${id}-filter`}>
            {t('filter')}{' '}
            <input
              id={`${id}-filter`}
              type="search"
              value={wanted.value}
              onInput={(event) => {
                wanted.value = event.currentTarget.value;
              }}
            />
          </label>
        )}
        <button type="button" onClick={() => download(columns, kept, file)}>
          {t('csv')}
          <span class="unseen">: {caption}</span>
        </button>
        <span role="status" class="count">
          {words === '' ? '' : counted('rows', kept.length)}
        </span>
      </div>
      <div class="scroll" tabIndex={0} role="group" aria-label={caption} ref={room}>
        <table role="table" class={classes.join(' ')}>
          <caption class="unseen">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column, index) => (
                <th
                  key={column.head}
                  role="columnheader"
                  scope="col"
                  class={isNumber(column) ? 'number' : undefined}
                  aria-sort={
                    sorting.value?.column === index ? (sorting.value.down ? 'descending' : 'ascending') : undefined
                  }
                >
                  {fixed ? (
                    column.head
                  ) : (
                    <button type="button" class="sort" onClick={() => sort(index)}>
                      {column.head}
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {drawn.map((row, number) => (
              <tr key={number} role="row" class={props.strong?.(row) === true ? 'sum' : undefined}>
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={index} role="rowheader" scope="row" class={classOf(column)}>
                      {shown(column, row)}
                    </th>
                  ) : (
                    <td key={index} role="cell" class={classOf(column)} data-head={column.head}>
                      {shown(column, row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
          {columns.some((column) => column.summed) && (
            <Foot columns={columns} rows={kept} all={kept.length === rows.length} />
          )}
        </table>
      </div>
      {drawn.length < kept.length && (
        <button
          type="button"
          class="more"
          onClick={() => {
            all.value = true;
          }}
        >
          {counted('all_rows', kept.length)}
          <span class="unseen">: {caption}</span>
        </button>
      )}
    </div>
  );
};

/** Says of a table's room whether the table is wider, so that the eye sees that there is more beside it. */
const useRoom = (): RefObject<HTMLDivElement | null> => {
  const room = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = room.current;
    if (element === null) return undefined;
    const look = (): void => {
      const left = element.scrollWidth - element.clientWidth - Math.abs(element.scrollLeft);
      element.classList.toggle('more-beside', left > 1);
    };
    const watch = new ResizeObserver(look);
    watch.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  return room;
};

const Foot = <R,>({ columns, rows, all }: { columns: Column<R>[]; rows: R[]; all: boolean }): VNode => {
  const sum = (column: Column<R>): number =>
    rows.reduce((total, row) => {
      const value = column.value(row);
      return total + (typeof value === 'number' ? value : 0);
    }, 0);
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        {columns.map((column, index) => {
          if (index === 0) {
            return (
              <th key={index} role="rowheader" scope="row">
                {t('total')}
              </th>
            );
          }
          const { summed } = column;
          if (summed === undefined || summed === false) return <td key={index} role="cell" />;
          return (
            <td key={index} role="cell" class="number" data-head={column.head}>
              {column.kind === 'money' ? (
                <Figure amount={sum(column)} of={all && typeof summed === 'object' ? summed : undefined} />
              ) : (
                whole(sum(column))
              )}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
};
