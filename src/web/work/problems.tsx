// What there is to say about files: each problem in a view of the sheet itself, the cell marked, the sentence beside it.

import { useSignal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Meaning } from './meaning';
import { post } from './server';
import { letters, SheetHead } from './sheet';
import { OnlyEnglish, Part, Refusal } from './view';
import { inSentence, many, w, worded } from './words';

export interface Problem {
  /** Blank for what only all files together show. */
  code: string;
  severity: 'error' | 'warning' | 'note';
  file: string;
  sheet: string | null;
  row: number | null;
  column: number | null;
  cell: string | null;
  found: string;
  expected: string;
  fix: string;
  name_of: 'donor' | 'country' | 'theme' | null;
}

interface SheetRead {
  sheet: string;
  kind: string;
  header_row: number;
  rows: number;
  facts: number;
}

export interface Check {
  problems: Problem[];
  files: { file: string; sheets: SheetRead[] }[];
  refusal: { kind: string; words: string[] } | null;
}

/** So many problems are shown of a sheet at first. */
const SHOWN = 12;
/** So many columns are shown on either side of the one that is meant. */
const BESIDE = 3;
/** So many rows are shown of a sheet whose table was not found. */
const TOP = 12;

interface Rows {
  rows: { row: number; cells: Record<string, string> }[];
}

const columnOf = (cell: string): number => {
  const name = /^[A-Z]+/.exec(cell)?.[0] ?? 'A';
  return [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
};

interface GroupProps {
  problems: Problem[];
  header: number;
  /** The file that waits, where it is meant. */
  waiting?: number | undefined;
  onNamed?: (() => void) | undefined;
}

/** The problems of a sheet. */
const Group = ({ problems, header, waiting, onNamed }: GroupProps): VNode => {
  const all = useSignal(false);
  const rows = useSignal<Map<number, Record<string, string>>>(new Map());
  const drawn = all.value ? problems.slice(0, 100) : problems.slice(0, SHOWN);
  const [first] = problems;
  const around = (problem: Problem): number[] => {
    if (problem.row === null) return header > 0 ? [header, header + 1, header + 2] : range(1, TOP);
    return range(Math.max(1, problem.row - 1), problem.row + 1);
  };
  const wanted = [...new Set([...(header > 0 ? [header] : []), ...drawn.flatMap(around)])];
  useEffect(() => {
    if (first === undefined) return;
    const { file, sheet } = first;
    const number = waiting === undefined ? {} : { number: waiting };
    post<Rows>('/api/rows', { file, sheet, rows: wanted, ...number }).then(
      (found) => {
        rows.value = new Map(found.rows.map(({ row, cells }) => [row, cells]));
      },
      () => undefined,
    );
  }, [wanted.join(), first?.file, first?.sheet, waiting]);
  return (
    <>
      <ul class="problems">
        {drawn.map((problem, index) => (
          <li key={index} class={problem.severity}>
            <Sentence problem={problem} />
            {problem.name_of !== null && problem.cell !== null && (
              <Meaning kind={problem.name_of} written={textAt(rows.value, problem)} onNamed={onNamed} />
            )}
            <Snippet problem={problem} header={header} wanted={around(problem)} rows={rows.value} />
          </li>
        ))}
      </ul>
      {problems.length > drawn.length && (
        <button
          type="button"
          onClick={() => {
            all.value = true;
          }}
        >
          {many('more_problems', problems.length - drawn.length)}
        </button>
      )}
    </>
  );
};

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** The name that nobody knows: what is quoted of the cell, where the cell holds it among others; else all that stands there. */
const textAt = (rows: Map<number, Record<string, string>>, problem: Problem): string => {
  const quoted = quotedIn(problem);
  if (problem.row === null || problem.cell === null) return quoted;
  const all = rows.get(problem.row)?.[problem.cell] ?? '';
  return quoted !== '' && (all === '' || all.includes(quoted)) ? quoted : all;
};

/** What a problem quotes of its cell. */
const quotedIn = ({ found }: Problem): string => /^"(.*)"$/.exec(found)?.[1] ?? '';

/** Whether it is at a cell, and not at an element of a file that is no spreadsheet. */
const isAtCell = ({ cell }: Problem): boolean => /^[A-Z]+\d+$/.test(cell ?? '');

/** Where it is, in words: a cell, a whole row, or the file. */
const where = (problem: Problem): string => {
  const { cell, row, column } = problem;
  if (cell === null) return '';
  if (row !== null && column === null) return ` ${w('in_row', { row: String(row) })}`;
  return ` ${w(isAtCell(problem) ? 'in_cell' : 'in_element', { cell })}`;
};

/** What kind of problem it is, in the language of the page. */
const titleOf = ({ code }: Problem): string => worded('title', code === '' ? 'amount' : code);

/** Words of the program, which are English, in a sentence of the page. */
const quoted = (key: 'found' | 'expected', words: string): ComponentChildren =>
  inSentence(key, { [key]: <span lang="en">{words}</span> });

/** What is wrong, in words. What can be typed into a terminal is no advice here. */
const Sentence = ({ problem }: { problem: Problem }): VNode => {
  const typed = problem.fix.search(/(Correct the name, |Write the code, )?or (record|by) |`?poolfund /);
  const fix = problem.name_of !== null && typed >= 0 ? problem.fix.slice(0, typed) : problem.fix;
  return (
    <div class="sentence">
      <p>
        <strong>
          {worded('severity', problem.severity)}
          {where(problem)} · {titleOf(problem)}
        </strong>{' '}
        <span class="soft">{problem.code}</span>
      </p>
      <p>
        {quoted('found', problem.found)} {problem.expected !== '' && quoted('expected', problem.expected)}{' '}
        <span lang="en">{fix}</span>
      </p>
      {problem.name_of !== null && <p>{w('fix_name')}</p>}
    </div>
  );
};

interface SnippetProps {
  problem: Problem;
  header: number;
  wanted: number[];
  rows: Map<number, Record<string, string>>;
}

/** A piece of the sheet around what is meant. */
const Snippet = ({ problem, header, wanted, rows }: SnippetProps): VNode | null => {
  const shown = [...new Set([...(header > 0 ? [header] : []), ...wanted])].filter((row) => rows.has(row));
  if (shown.length === 0) return null;
  const last = Math.max(...shown.flatMap((row) => Object.keys(rows.get(row) ?? {}).map(columnOf)), problem.column ?? 0);
  const from = Math.max(0, (problem.column ?? 0) - BESIDE);
  const columns = range(from, Math.min(last, from + 2 * BESIDE + 1));
  if (from > 0) columns.unshift(0);
  const label = w('piece_of', { sheet: problem.sheet ?? problem.file });
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={`${label} ${problem.cell ?? ''}`}>
      <table class="sheet">
        <SheetHead columns={columns} />
        <tbody>
          {shown.map((row) => (
            <tr key={row} class={row === header ? 'head' : undefined}>
              <th scope="row">{row}</th>
              {columns.map((column) => {
                const cell = `${letters(column)}${row}`;
                const meant =
                  (problem.row === row || problem.row === null) && problem.column === column && row !== header;
                const text = rows.get(row)?.[cell] ?? '';
                const named = problem.cell !== null && !isAtCell(problem) && text !== '' && text === quotedIn(problem);
                const whole = problem.row === row && problem.column === null;
                return (
                  <td key={column} class={meant || whole || named ? 'meant' : undefined}>
                    {text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** All that a check says, sheet by sheet, errors first; notes are folded away. */
export const Problems = (props: { check: Check; waiting?: number; file?: string; onNamed?: () => void }): VNode => {
  const { check, waiting, file, onNamed } = props;
  const wrong = check.problems.filter((problem) => problem.severity !== 'note');
  const notes = check.problems.filter((problem) => problem.severity === 'note');
  const sheets = new Map<string, Problem[]>();
  for (const problem of wrong) {
    const key = problem.sheet === null ? problem.file : `${problem.file}, ${problem.sheet}`;
    sheets.set(key, [...(sheets.get(key) ?? []), problem]);
  }
  const count = (severity: string): number => wrong.filter((problem) => problem.severity === severity).length;
  return (
    <>
      <p class="headline">
        {many('errors', count('error'))}, {many('warnings', count('warning'))}
      </p>
      {check.problems.length > 0 && <OnlyEnglish />}
      {check.refusal?.kind === 'no_month' && <p>{w('no_month_yet')}</p>}
      {check.refusal !== null && check.refusal.kind !== 'no_month' && (
        <Refusal why={check.refusal} head={w('no_figures')} />
      )}
      {[...sheets].map(([name, problems]) => (
        <Part key={name} title={name}>
          <Group
            problems={problems}
            header={headerOf(check, problems)}
            waiting={problems[0]?.file === file ? waiting : undefined}
            onNamed={onNamed}
          />
        </Part>
      ))}
      {notes.length > 0 && (
        <details>
          <summary>{many('notes', notes.length)}</summary>
          <ul>
            {notes.map((note, index) => (
              <li key={index}>
                {note.file} {note.sheet ?? ''} {note.cell ?? ''}: {titleOf(note)}: <span lang="en">{note.found}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};

const headerOf = (check: Check, problems: Problem[]): number => {
  const [first] = problems;
  const file = check.files.find((one) => one.file === first?.file);
  return file?.sheets.find((sheet) => sheet.sheet === (first?.sheet ?? ''))?.header_row ?? 0;
};
