// A spreadsheet in view: the letters of its columns, and the head that bears them.

import type { VNode } from 'preact';

/** The letters of a column, counted from 0. */
export const letters = (column: number): string => {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
};

export const SheetHead = ({ columns }: { columns: number[] }): VNode => (
  <thead>
    <tr>
      <td />
      {columns.map((column) => (
        <th key={column} scope="col">
          {letters(column)}
        </th>
      ))}
    </tr>
  </thead>
);
