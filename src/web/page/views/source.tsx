// Where rows of the inputs are.

import type { VNode } from 'preact';
import { at, figures } from '../model';
import { t } from '../words';

/** A file, its sheet, and rows of it. */
export const sourceText = (sheet: number, rows: string): string => {
  const { file, sheet: name } = at(figures.sheets, sheet);
  const where = name === '' ? file : `${file}, ${name}`;
  return `${where}, ${t('source_rows', { rows })}`;
};

export const Source = (props: { sheet: number; rows: string }): VNode => (
  <span class="source">{sourceText(props.sheet, props.rows)}</span>
);
