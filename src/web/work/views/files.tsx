// The files of the fund, and new ones that are dropped in: looked at before they enter, and asked about.

import { signal, useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { fund } from '../fund';
import type { Doing } from '../job';
import { Act, arrive, doing, idle, work } from '../job';
import { askAnew } from '../meaning';
import { me, Name } from '../name';
import type { Check, Problem } from '../problems';
import { Problems } from '../problems';
import { fileAddress, post } from '../server';
import { Part, Refusal, useAsked, View, WhenThere } from '../view';
import type { WorkKey } from '../words';
import { many, size, w, worded } from '../words';

interface Inputs {
  there: { path: string; bytes: number }[];
  named: { file: string; sheet: string | null; kind: string }[];
  undo: { what: string; about: string } | null;
}

interface Proposal {
  sheet: string;
  kind: string;
  header_row: number;
  sure: boolean;
  columns: { header: string; name: string; how: 'name' | 'words' | 'values' }[];
  missing: string[];
  rival: string | null;
}

interface Changes {
  kind: string;
  same: number;
  other: number;
  new: number;
  gone: number;
}

interface ChangedSetting {
  key: string;
  before: string;
  after: string;
}

/** The file of what is done about differences with finance. */
const SETTLED = 'settlements.csv';

interface Looked {
  number: number;
  name: string;
  replaces: boolean;
  settings: boolean;
  decides: boolean;
  unreadable: string | null;
  same: boolean;
  like: string[];
  proposals: Proposal[];
  adopt: number[];
  check: Check;
  changes: Changes[];
  changed_settings: ChangedSetting[];
}

/** The file that was dropped in last, and those that wait for their turn. It outlives a look at another view. */
const dropped = signal<Doing<Looked>>(idle);
const queue = signal<File[]>([]);
const calledAs = signal('');

const next = (): void => {
  const [file, ...rest] = queue.value;
  queue.value = rest;
  if (file === undefined) {
    dropped.value = idle;
    return;
  }
  calledAs.value = file.name;
  void doing(dropped, () => arrive<Looked>(file));
};

/** Kinds of facts that others name, those first that name none. */
const FIRST = ['donors', 'rates', 'agreements', 'amendments', 'priorities'];

/** Where a file stands among those that are dropped in together: what others name comes before them. */
const rank = (file: File, named: Inputs['named']): number => {
  const kinds = named.filter((one) => one.file === file.name).map((one) => FIRST.indexOf(one.kind));
  return Math.min(FIRST.length, ...kinds.filter((kind) => kind >= 0));
};

/**
 * Takes files that were dropped in. They come before those that wait, and in the place of those of their names: whoever mends a
 * file drops it in again.
 */
const take = (files: Iterable<File>, named: Inputs['named']): void => {
  const fresh = [...files].sort((one, other) => rank(one, named) - rank(other, named));
  const isFresh = (name: string): boolean => fresh.some((file) => file.name === name);
  queue.value = [...fresh, ...queue.value.filter((file) => !isFresh(file.name))];
  const { state } = dropped.value;
  if (state === 'idle' || state === 'refused' || (state === 'done' && isFresh(calledAs.value))) next();
};

export const FilesView = (): VNode => {
  const { asked, again } = useAsked<Inputs>('/api/inputs');
  const over = useSignal(false);
  const id = useId();
  const { value } = asked;
  const there = value.state === 'there' ? value.what.there.map((file) => file.path.slice('inputs/'.length)) : [];
  const named = value.state === 'there' ? value.what.named : [];
  const entered = (): void => {
    askAnew();
    again();
    next();
  };
  return (
    <View title={w('files')}>
      {fund.edit && (
        <label
          for={id}
          class={over.value ? 'drop over' : 'drop'}
          onDragOver={(event) => {
            event.preventDefault();
            over.value = true;
          }}
          onDragLeave={() => {
            over.value = false;
          }}
          onDrop={(event) => {
            event.preventDefault();
            over.value = false;
            take(event.dataTransfer?.files ?? [], named);
          }}
        >
          <strong>{w('drop')}</strong> {w('drop_is')}
          <input
            id={id}
            type="file"
            multiple
            onChange={(event) => {
              take(event.currentTarget.files ?? [], named);
              event.currentTarget.value = '';
            }}
          />
        </label>
      )}
      {dropped.value.state === 'refused' && (
        <Part title={calledAs.value}>
          <Refusal why={dropped.value.why} />
        </Part>
      )}
      {dropped.value.state === 'done' && (
        <Arrived looked={dropped.value.what} there={there} onEntered={entered} onNamed={again} />
      )}
      <WhenThere asked={asked.value}>{(inputs) => <List inputs={inputs} onUndone={again} />}</WhenThere>
    </View>
  );
};

/** A file that was looked at, and what is asked about it. */
const Arrived = (props: { looked: Looked; there: string[]; onEntered: () => void; onNamed: () => void }): VNode => {
  const { looked, there, onEntered, onNamed } = props;
  const entering = useSignal<Doing<unknown>>(idle);
  const group = useId();
  const { number, name, adopt, check } = looked;
  const settles = name === SETTLED && calledAs.value !== SETTLED;
  const lookAgain = (choice: { name: string; adopt: number[] }): void => {
    void doing(dropped, () => work<Looked>('/api/look', { number, ...choice }));
  };
  const enter = (): void => {
    void doing(entering, async () => {
      const done = await post('/api/let-in', { number, name, adopt, ...(settles ? { by: me.value } : {}) });
      onEntered();
      return done;
    });
  };
  const isWrong = (problem: Problem): boolean => problem.severity === 'error' && problem.code !== '';
  const own = check.problems.filter((problem) => problem.file === name && isWrong(problem)).length;
  const read = looked.settings || check.files.some((file) => file.file === name && file.sheets.length > 0);
  const isWell = own === 0 && read;
  const decisions = `decisions/${calledAs.value}`;
  // A file takes the place of one of its own form.
  const ending = (one: string): string => /\.[^.]*$/.exec(one)?.[0].toLowerCase() ?? '';
  const like = looked.like.filter((one) => ending(one) === ending(calledAs.value));
  const names = [...new Set([calledAs.value, name, ...like, ...(looked.decides ? [decisions] : [])])];
  const says = (one: string): WorkKey => {
    if (one === SETTLED && calledAs.value !== SETTLED) return 'it_settles';
    if (there.includes(one)) return 'it_replaces';
    return one === decisions ? 'it_decides' : 'it_adds';
  };
  return (
    <Part title={w('arrived', { file: calledAs.value })}>
      {looked.same && <p class="mark">{w('same_file', { file: name })}</p>}
      <fieldset class="choice">
        <legend>{w('add_or_replace')}</legend>
        {names.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={group}
              checked={one === name}
              onChange={() => lookAgain({ name: one, adopt: one === calledAs.value ? adopt : [] })}
            />{' '}
            {w(says(one), { file: one })}
          </label>
        ))}
      </fieldset>
      {isWell && <ChangeTable changes={looked.changes} settings={looked.changed_settings} />}
      {looked.proposals.length > 0 && (
        <Proposals
          looked={looked}
          open={!read || looked.adopt.length > 0}
          onAdopt={(chosen) => {
            lookAgain({ name, adopt: chosen });
          }}
        />
      )}
      {looked.unreadable !== null && (
        <p class="mark" lang="en">
          {looked.unreadable}
        </p>
      )}
      {!read && looked.unreadable === null && <p class="mark">{w('not_read')}</p>}
      {own > 0 && <p>{w('errors_first')}</p>}
      {isWell && <p>{w('can_enter')}</p>}
      {settles && <Name id="settler" />}
      <div class="tools">
        <Act
          text={w(isWell ? 'enter' : 'enter_all_the_same')}
          busy={entering.value.state === 'busy'}
          onAct={enter}
          main={isWell}
        />
        <button type="button" onClick={next}>
          {w('leave_out')}
        </button>
        {queue.value.length > 0 && <span class="soft">{many('waiting_files', queue.value.length)}</span>}
      </div>
      {entering.value.state === 'refused' && <Refusal why={entering.value.why} />}
      <Problems
        check={check}
        waiting={number}
        file={name}
        onNamed={() => {
          onNamed();
          lookAgain({ name, adopt });
        }}
      />
    </Part>
  );
};

const ChangeTable = ({ changes, settings }: { changes: Changes[]; settings: ChangedSetting[] }): VNode => {
  const shown = changes.filter((one) => one.other + one.new + one.gone > 0);
  if (shown.length + settings.length === 0) return <p>{w('nothing_changes')}</p>;
  return (
    <>
      {shown.length > 0 && <FactTable shown={shown} />}
      {settings.length > 0 && <SettingTable settings={settings} />}
    </>
  );
};

/** A setting as it stands in a cell: a text without its quotes, and a dash for none. */
const settingText = (written: string): string => (written === '' ? '–' : written.replace(/^"(.*)"$/s, '$1'));

const SettingTable = ({ settings }: { settings: ChangedSetting[] }): VNode => (
  <div class="scroll" tabIndex={0} role="group" aria-label={w('settings_change')}>
    <table>
      <caption>{w('settings_change')}</caption>
      <thead>
        <tr>
          <th scope="col">{w('setting')}</th>
          <th scope="col">{w('setting_before')}</th>
          <th scope="col">{w('setting_after')}</th>
        </tr>
      </thead>
      <tbody>
        {settings.map((one) => (
          <tr key={one.key}>
            <th scope="row">{one.key}</th>
            <td class="lines">{settingText(one.before)}</td>
            <td class="lines">{settingText(one.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const FactTable = ({ shown }: { shown: Changes[] }): VNode => {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={w('what_changes')}>
      <table>
        <caption>{w('what_changes')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('kind')}</th>
            {(['facts_new', 'facts_other', 'facts_gone', 'facts_same'] as const).map((key) => (
              <th key={key} scope="col" class="number">
                {w(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.kind}>
              <th scope="row">{worded('kinds', one.kind)}</th>
              {[one.new, one.other, one.gone, one.same].map((count, index) => (
                <td key={index} class={index === 2 && count > 0 ? 'number gone' : 'number'}>
                  {count}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** How sheets that the settings do not know would be read. */
const Proposals = (props: { looked: Looked; open: boolean; onAdopt: (chosen: number[]) => void }): VNode => {
  const { looked, open, onAdopt } = props;
  return (
    <details open={open}>
      <summary>{many('new_sheets', looked.proposals.length)}</summary>
      {looked.proposals.map((proposal, index) => (
        <div key={index} class="proposal">
          <label>
            <input
              type="checkbox"
              disabled={!proposal.sure}
              checked={looked.adopt.includes(index)}
              onChange={(event) => {
                const others = looked.adopt.filter((one) => one !== index);
                onAdopt(event.currentTarget.checked ? [...others, index].sort((one, other) => one - other) : others);
              }}
            />{' '}
            {w('read_as', {
              sheet: proposal.sheet === '' ? looked.name : proposal.sheet,
              kind: worded('kinds', proposal.kind),
              row: String(proposal.header_row),
            })}
          </label>
          {proposal.rival !== null && <p>{w('or_as', { kind: worded('kinds', proposal.rival) })}</p>}
          {proposal.missing.length > 0 && (
            <p>{w('lacks', { columns: proposal.missing.join(', '), row: String(proposal.header_row) })}</p>
          )}
          <div class="scroll" tabIndex={0} role="group" aria-label={w('columns_of', { sheet: proposal.sheet })}>
            <table>
              <caption class="unseen">{w('columns_of', { sheet: proposal.sheet })}</caption>
              <thead>
                <tr>
                  <th scope="col">{w('column_there')}</th>
                  <th scope="col">{w('column_is')}</th>
                  <th scope="col">{w('known_by')}</th>
                </tr>
              </thead>
              <tbody>
                {proposal.columns.map((column) => (
                  <tr key={column.name}>
                    <th scope="row">{column.header}</th>
                    <td>{column.name}</td>
                    <td>{worded('how', column.how)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      ))}
    </details>
  );
};

const List = ({ inputs, onUndone }: { inputs: Inputs; onUndone: () => void }): VNode => {
  const undoing = useSignal<Doing<{ what: string; about: string }>>(idle);
  const undo = (): void => {
    void doing(undoing, async () => {
      const done = await post<{ what: string; about: string }>('/api/undo');
      onUndone();
      return done;
    });
  };
  const shown = inputs.there.map((file) => ({ ...file, name: file.path.slice('inputs/'.length) }));
  const missing = [...new Set(inputs.named.map((one) => one.file))].filter(
    (name) => !shown.some((file) => file.name === name),
  );
  const holds = (name: string): string => {
    const kinds = inputs.named.filter((one) => one.file === name).map((one) => worded('kinds', one.kind));
    if (name === 'fund.toml' || name === 'settings.xlsx') return w('is_settings');
    if (name.startsWith('decisions/')) return worded('kinds', 'decisions');
    return kinds.length === 0 ? w('unused_file') : [...new Set(kinds)].join(', ');
  };
  return (
    <Part title={w('files_there')}>
      {inputs.undo !== null && fund.edit && (
        <div class="tools">
          <Act
            text={`${w('undo')}: ${worded('change', inputs.undo.what)} ${inputs.undo.about}`}
            busy={undoing.value.state === 'busy'}
            onAct={undo}
          />
        </div>
      )}
      {undoing.value.state === 'done' && <p role="status">{w('undone')}</p>}
      {undoing.value.state === 'refused' && <Refusal why={undoing.value.why} />}
      <div class="scroll" tabIndex={0} role="group" aria-label={w('files_there')}>
        <table>
          <caption class="unseen">{w('files_there')}</caption>
          <thead>
            <tr>
              <th scope="col">{w('file')}</th>
              <th scope="col">{w('holds')}</th>
              <th scope="col" class="number">
                {w('size')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((file) => (
              <tr key={file.path}>
                <th scope="row">
                  <a href={fileAddress(file.path)}>{file.name}</a>
                </th>
                <td>{holds(file.name)}</td>
                <td class="number">{size(file.bytes)}</td>
              </tr>
            ))}
            {missing.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{holds(name)}</td>
                <td class="number">{w('missing')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
};
