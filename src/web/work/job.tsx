// Work that takes its time: begun here, followed until it is done, shown while it lasts.

import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { get, post, Refused, send } from './server';
import { refusedBy } from './view';
import { w, worded } from './words';

interface Job {
  number: number;
  what: string;
  about: string;
  step: string;
  busy: boolean;
  outcome: unknown;
  refusal: { kind: string; words: string[] } | null;
}

/** What is under way. */
const under = signal<Job | null>(null);

/** How often it is asked how far it is, in milliseconds. */
const OFTEN = 200;

const pause = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time));

const followed = async <T,>(begun: Job): Promise<T> => {
  let job = begun;
  try {
    while (job.busy) {
      under.value = job;
      await pause(OFTEN);
      const last = await get<Job | null>('/api/work');
      if (last?.number !== begun.number) throw new Refused('gone', []);
      job = last;
    }
  } finally {
    under.value = null;
  }
  if (job.refusal !== null) throw new Refused(job.refusal.kind, job.refusal.words);
  return job.outcome as T;
};

/** Lets the program do something, and waits for what comes of it. */
export const work = async <T,>(path: string, body: unknown = {}): Promise<T> =>
  followed<T>(await post<Job>(path, body));

/** Hands a file over, and waits for what there is to say about it. */
export const arrive = async <T,>(file: File): Promise<T> =>
  followed<T>(await send<Job>(`/api/arrive/${encodeURIComponent(file.name)}`, file));

/** Something that is done by a click: nothing yet, under way, done, or refused. */
export type Doing<T> =
  { state: 'idle' } | { state: 'busy' } | { state: 'done'; what: T } | { state: 'refused'; why: Refused };

export const idle = { state: 'idle' } as const;

/** Does something, and keeps how far it is. */
export const doing = async <T,>(at: { value: Doing<T> }, act: () => Promise<T>): Promise<void> => {
  at.value = { state: 'busy' };
  try {
    at.value = { state: 'done', what: await act() };
  } catch (why) {
    at.value = { state: 'refused', why: refusedBy(why) };
  }
};

/** What is under way, for those who wait. */
export const Under = (): VNode => {
  const job = under.value;
  return (
    <div class="under" role="status">
      {job !== null && (
        <>
          <progress aria-label={worded('doing', job.what)} />
          <span>
            {worded('doing', job.what)}
            {job.about === '' ? '' : ` ${job.about}`}: {worded('step', job.step)} …
          </span>
        </>
      )}
    </div>
  );
};

/** A button for something that takes its time. */
export const Act = (props: { text: string; busy: boolean; onAct: () => void; main?: boolean }): VNode => (
  <button type="button" class={props.main === true ? 'main' : undefined} disabled={props.busy} onClick={props.onAct}>
    {props.busy ? w('waiting') : props.text}
  </button>
);
