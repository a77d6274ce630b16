// A month: run it, look at it, close it, approve it, print and mail it.

import { useSignal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import type { MonthState } from '../../page/around';
import { stateOf } from '../../page/around';
import { address, route } from '../../page/route';
import { exact, language, wholeMonth } from '../../page/words';
import { fund } from '../fund';
import type { Doing } from '../job';
import { Act, doing, idle, work } from '../job';
import { me, Name } from '../name';
import { fileAddress, post } from '../server';
import { Part, Refusal, useAsked, View, WhenThere } from '../view';
import { many, moment, size, w, worded } from '../words';
import type { Months } from './home';

interface Seen {
  path: string;
  bytes: number;
}

interface Files {
  reports: Seen[];
  proposals: Seen[];
  drafts: Seen[];
  reprinted: Seen[];
}

export interface Ran {
  month: string;
  files: number;
  warnings: number;
  restated: string[];
  newer: string | null;
  set_aside: string[];
  repairs: [string, string][];
}

interface Item {
  item: string;
  found: string | null;
  accepted: boolean;
  may_be_accepted: boolean;
  run_again: boolean;
}

export const MonthView = (): VNode => {
  const { name } = route.value;
  const months = useAsked<Months>('/api/months');
  const files = useAsked<Files>(`/api/files/${name}`);
  const changed = (): void => {
    months.again();
    files.again();
  };
  return (
    <View title={wholeMonth(name)}>
      <WhenThere asked={months.asked.value}>
        {(all) => {
          const at = all.months.findIndex((known) => known.month === name);
          const one = all.months[at];
          if (one === undefined) return <p>{w('never_run')}</p>;
          return <Steps one={one} before={all.months[at + 1]} onChanged={changed} />;
        }}
      </WhenThere>
      <WhenThere asked={files.asked.value}>
        {({ reports, proposals, drafts, reprinted }) => (
          <>
            {proposals.length > 0 && (
              <FileList title={w('proposals')} month={name} below="reports/proposals/" files={proposals} />
            )}
            <FileList title={w('reports')} month={name} below={`reports/${name}/`} files={reports} />
            {drafts.length > 0 && (
              <FileList title={w('drafts_ready')} month={name} below={`reports/outbox/${name}/`} files={drafts} />
            )}
            {reprinted.length > 0 && (
              <FileList title={w('reprinted')} month={name} below={`reports/reprint/${name}/`} files={reprinted} />
            )}
          </>
        )}
      </WhenThere>
    </View>
  );
};

interface StepsProps {
  one: MonthState;
  before: MonthState | undefined;
  onChanged: () => void;
}

const Steps = ({ one, before, onChanged }: StepsProps): VNode => (
  <>
    <p>
      {w('month_is', { state: stateOf(one) })} {w('run_was', { at: moment(one.run_at), by: one.run_by })}
      {one.closed !== null && ` ${w('closed_was', { at: moment(one.closed.at), by: one.closed.by })}`}
      {one.approved !== null && ` ${w('approved_was', { at: moment(one.approved.at), by: one.approved.by })}`}
    </p>
    <ul class="ways-on">
      <li>
        <a href={`/month/${one.month}?lang=${language.value}`}>{w('figures')}</a>
      </li>
      {before !== undefined && (
        <li>
          <a href={address('changes', `${before.month}/${one.month}`)}>
            {w('changes_since', { month: wholeMonth(before.month) })}
          </a>
        </li>
      )}
    </ul>
    {fund.edit && one.closed === null && <RunAgain one={one} onChanged={onChanged} />}
    {fund.edit && one.closed === null && <Propose one={one} onChanged={onChanged} />}
    {fund.edit && one.closed === null && <Close one={one} onChanged={onChanged} />}
    {fund.edit && one.closed !== null && one.approved === null && <Approve one={one} onChanged={onChanged} />}
    {fund.edit && <Drafts one={one} onChanged={onChanged} />}
    {fund.edit && one.closed !== null && <Reprint one={one} onChanged={onChanged} />}
  </>
);

interface OneProps {
  one: MonthState;
  onChanged: () => void;
}

/** What is done by a click: what it is, the button, and what came of it. */
const Deed = <T,>(props: {
  title: string;
  about: string;
  text: string;
  at: Doing<T>;
  onAct: () => void;
  main?: boolean;
  children?: ComponentChildren;
}): VNode => (
  <Part title={props.title}>
    <p>{props.about}</p>
    {props.children}
    <div class="tools">
      <Act text={props.text} busy={props.at.state === 'busy'} onAct={props.onAct} main={props.main === true} />
    </div>
    {props.at.state === 'refused' && <Refusal why={props.at.why} />}
  </Part>
);

const RunAgain = ({ one, onChanged }: OneProps): VNode => {
  const at = useSignal<Doing<Ran>>(idle);
  const run = (): void => {
    void doing(at, async () => {
      const ran = await work<Ran>('/api/run', { month: one.month });
      onChanged();
      return ran;
    });
  };
  return (
    <>
      <Deed title={w('run_again')} about={w('run_again_is')} text={w('run_again')} at={at.value} onAct={run} />
      {at.value.state === 'done' && <RanText ran={at.value.what} />}
    </>
  );
};

/** What a run leaves. */
export const RanText = ({ ran }: { ran: Ran }): VNode => (
  <div role="status">
    <p>
      {w('ran', {
        month: wholeMonth(ran.month),
        files: many('files_written', ran.files),
        warnings: many('warnings', ran.warnings),
      })}
    </p>
    {ran.newer !== null && <p>{w('newer', { day: ran.newer })}</p>}
    {ran.repairs.map(([what, about]) => (
      <p key={what}>
        {worded('repair', what)} {about}
      </p>
    ))}
    {ran.set_aside.length > 0 && (
      <>
        <p>{w('set_aside')}</p>
        <ul>
          {ran.set_aside.map((file) => (
            <li key={file}>{file}</li>
          ))}
        </ul>
      </>
    )}
    {ran.restated.length > 0 && (
      <details>
        <summary>{many('restated', ran.restated.length)}</summary>
        <ul>
          {ran.restated.map((line) => (
            <li key={line} lang="en">
              {line}
            </li>
          ))}
        </ul>
      </details>
    )}
  </div>
);

interface Proposed {
  file: string;
  rows: number;
  amount: number;
}

const Propose = ({ one, onChanged }: OneProps): VNode => {
  const at = useSignal<Doing<Proposed>>(idle);
  const propose = (): void => {
    void doing(at, async () => {
      const proposed = await work<Proposed>('/api/propose', { month: one.month });
      onChanged();
      return proposed;
    });
  };
  return (
    <Deed title={w('propose')} about={w('propose_is')} text={w('propose_now')} at={at.value} onAct={propose}>
      {at.value.state === 'done' && (
        <p role="status">
          {many('proposed', at.value.what.rows).replace('{amount}', exact(at.value.what.amount))}{' '}
          <a href={fileAddress(at.value.what.file)}>{at.value.what.file.split('/').pop()}</a>
        </p>
      )}
      <p>
        <a href={`/month/${one.month}?lang=${language.value}#/decisions`}>{w('decisions')}</a>
      </p>
    </Deed>
  );
};

const Close = ({ one, onChanged }: OneProps): VNode => {
  const looked = useSignal<Doing<Item[]>>(idle);
  const closing = useSignal<Doing<unknown>>(idle);
  /** What may stay, each with why. */
  const accepted = useSignal<Record<string, string>>({});
  const look = (): void => {
    void doing(looked, () => work<Item[]>('/api/checklist', { month: one.month }));
  };
  const close = (): void => {
    void doing(closing, async () => {
      const done = await work('/api/close', {
        month: one.month,
        by: me.value,
        accept: accepted.value,
      });
      onChanged();
      return done;
    });
  };
  const found = looked.value.state === 'done' ? looked.value.what : [];
  const open = found.filter((item) => item.found !== null && !(item.item in accepted.value));
  return (
    <Deed title={w('close')} about={w('close_is')} text={w('checklist')} at={looked.value} onAct={look}>
      {found.length > 0 && (
        <>
          <ul class="checklist">
            {found.map((item) => (
              <ChecklistItem key={item.item} item={item} accepted={accepted} />
            ))}
          </ul>
          {open.length === 0 ? (
            <>
              <Name id="closer" />
              <div class="tools">
                <Act
                  text={w('close_now', { month: wholeMonth(one.month) })}
                  busy={closing.value.state === 'busy'}
                  onAct={close}
                  main
                />
              </div>
            </>
          ) : (
            <p>{w('open_items')}</p>
          )}
          {closing.value.state === 'refused' && <Refusal why={closing.value.why} />}
        </>
      )}
    </Deed>
  );
};

const ChecklistItem = (props: { item: Item; accepted: { value: Record<string, string> } }): VNode => {
  const { item, accepted } = props;
  const reason = accepted.value[item.item];
  const id = `item-${item.item}`;
  const set = (why: string | undefined): void => {
    const others = Object.entries(accepted.value).filter(([one]) => one !== item.item);
    accepted.value = Object.fromEntries(why === undefined ? others : [...others, [item.item, why]]);
  };
  return (
    <li class={item.found === null ? 'well' : 'open'}>
      <strong id={id}>{worded('item', item.item)}</strong>{' '}
      {item.found === null ? (
        w('is_well')
      ) : (
        <>
          {w('is_open')} <span lang="en">{item.found}</span>
        </>
      )}
      {item.run_again && <p>{w('run_first')}</p>}
      {item.found !== null && item.may_be_accepted && (
        <label>
          <input
            type="checkbox"
            aria-labelledby={`${id}-stays ${id}`}
            checked={reason !== undefined}
            onChange={() => {
              set(reason === undefined ? '' : undefined);
            }}
          />{' '}
          <span id={`${id}-stays`}>{w('may_stay')}</span>
        </label>
      )}
      {reason !== undefined && (
        <label for={`${id}-why`} class="field">
          <span id={`${id}-reason`}>{w('reason')}</span>
          <input
            id={`${id}-why`}
            type="text"
            aria-labelledby={`${id}-reason ${id}`}
            value={reason}
            onInput={(event) => {
              set(event.currentTarget.value);
            }}
          />
        </label>
      )}
    </li>
  );
};

const Approve = ({ one, onChanged }: OneProps): VNode => {
  const at = useSignal<Doing<unknown>>(idle);
  const other = useSignal<Doing<{ way_in: string }>>(idle);
  const approver = useSignal('');
  const signature = useSignal('');
  const approve = (): void => {
    void doing(at, async () => {
      const done = await work('/api/approve', {
        month: one.month,
        by: approver.value,
        signature: signature.value,
      });
      onChanged();
      return done;
    });
  };
  return (
    <Deed title={w('approve')} about={w('approve_is')} text={w('approve_now')} at={at.value} onAct={approve} main>
      <label for="approver" class="field">
        {w('approver')}
        <input
          id="approver"
          type="text"
          value={approver.value}
          onInput={(event) => {
            approver.value = event.currentTarget.value;
          }}
        />
      </label>
      <p class="soft">{w('name_is_claim')}</p>
      <details>
        <summary>{w('signature')}</summary>
        <label for="signature" class="field">
          {w('signature_is')}
          <textarea
            id="signature"
            rows={4}
            value={signature.value}
            onInput={(event) => {
              signature.value = event.currentTarget.value;
            }}
          />
        </label>
      </details>
      <p>
        <Act
          text={w('another')}
          busy={other.value.state === 'busy'}
          onAct={() => {
            void doing(other, () => post<{ way_in: string }>('/api/another'));
          }}
        />
      </p>
      {other.value.state === 'done' && (
        <p role="status">
          {w('another_is')} <code>{other.value.what.way_in}</code>
        </p>
      )}
    </Deed>
  );
};

interface Posted {
  drafts: number;
  closed: boolean;
  without: string[];
}

const Drafts = ({ one, onChanged }: OneProps): VNode => {
  const at = useSignal<Doing<Posted>>(idle);
  const write = (): void => {
    void doing(at, async () => {
      const posted = await work<Posted>('/api/outbox', { month: one.month });
      onChanged();
      return posted;
    });
  };
  return (
    <Deed title={w('drafts')} about={w('drafts_is')} text={w('drafts_now')} at={at.value} onAct={write}>
      {at.value.state === 'done' && (
        <div role="status">
          <p>
            {many('drafts_written', at.value.what.drafts)}
            {at.value.what.closed ? '' : ` ${w('drafts_open')}`}
          </p>
          {at.value.what.without.length > 0 && (
            <p>{w('without_address', { names: at.value.what.without.join(', ') })}</p>
          )}
        </div>
      )}
    </Deed>
  );
};

const Reprint = ({ one, onChanged }: OneProps): VNode => {
  const at = useSignal<Doing<{ files: number }>>(idle);
  const pdf = useSignal(false);
  const print = (): void => {
    void doing(at, async () => {
      const done = await work<{ files: number }>('/api/reprint', { month: one.month, pdf: pdf.value });
      onChanged();
      return done;
    });
  };
  return (
    <Deed title={w('reprint')} about={w('reprint_is')} text={w('reprint_now')} at={at.value} onAct={print}>
      <label>
        <input
          type="checkbox"
          checked={pdf.value}
          onChange={() => {
            pdf.value = !pdf.value;
          }}
        />{' '}
        {w('with_pdf')}
      </label>
      {at.value.state === 'done' && <p role="status">{many('files_written', at.value.what.files)}</p>}
    </Deed>
  );
};

/** What programs read, and no person. */
const isForPrograms = (path: string): boolean => /\.(parquet|json)$/.test(path);

interface FileListProps {
  title: string;
  month: string;
  below: string;
  files: Seen[];
}

const FileList = ({ title, month, below, files }: FileListProps): VNode => {
  const others = files.filter((file) => isForPrograms(file.path));
  const rows = (some: Seen[]): VNode => (
    <ul class="files">
      {some.map((file) => (
        <FileRow key={file.path} {...{ month, below, file }} />
      ))}
    </ul>
  );
  return (
    <Part title={title}>
      {rows(files.filter((file) => !isForPrograms(file.path)))}
      {others.length > 0 && (
        <details>
          <summary>{w('for_programs')}</summary>
          {rows(others)}
        </details>
      )}
    </Part>
  );
};

const FileRow = ({ month, below, file }: { month: string; below: string; file: Seen }): VNode => {
  const isReport = below === `reports/${month}/` && file.path.endsWith('.xlsx');
  const name = file.path.slice(below.length);
  return (
    <li>
      <a href={fileAddress(file.path)}>{name}</a> <span class="soft">{size(file.bytes)}</span>{' '}
      {isReport && (
        <a href={address('book', `${month}/${name}`)}>
          {w('follow')}
          <span class="unseen"> {name}</span>
        </a>
      )}
    </li>
  );
};
