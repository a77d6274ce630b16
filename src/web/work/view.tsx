// What every view of the work has: a heading that is spoken when it opens, what is loading, and what was refused.

import type { Signal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { get, Refused } from './server';
import { language } from '../page/words';
import { w, worded } from './words';

export const View = ({ title, children }: { title: string; children: ComponentChildren }): VNode => (
  <>
    <h1 tabIndex={-1} id="title">
      {title}
    </h1>
    {children}
  </>
);

export const Part = ({ title, children }: { title: string; children: ComponentChildren }): VNode => {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
};

/** Something that was asked for: not there yet, refused, or there. */
export type Asked<T> = { state: 'waiting' } | { state: 'refused'; why: Refused } | { state: 'there'; what: T };

/** Any failure as a refusal. */
export const refusedBy = (why: unknown): Refused =>
  why instanceof Refused ? why : new Refused('failed', [String(why)]);

/** Asks for something whenever its address changes. */
export const useAsked = <T,>(path: string): { asked: Signal<Asked<T>>; again: () => void } => {
  const asked = useSignal<Asked<T>>({ state: 'waiting' });
  const again = (): void => {
    get<T>(path).then(
      (what) => {
        asked.value = { state: 'there', what };
      },
      (why: unknown) => {
        asked.value = { state: 'refused', why: refusedBy(why) };
      },
    );
  };
  useEffect(again, [path]);
  return { asked, again };
};

/** Says that what the program says of files stands in English, where the page does not. */
export const OnlyEnglish = (): VNode | null =>
  language.value === 'en' ? null : <p class="note">{w('only_english')}</p>;

/** What was refused: what is wrong in the program's words, then what to do. */
export const Refusal = ({ why, head }: { why: Pick<Refused, 'kind' | 'words'>; head?: string }): VNode => {
  const advice = worded('advice', why.kind);
  return (
    <div class="refusal" role="alert">
      <p>
        <strong>{head ?? w('not_done')}</strong>
      </p>
      {why.words.length > 0 && (
        <>
          <ul>
            {why.words.map((sentence) => (
              <li key={sentence} lang="en">
                {sentence}
              </li>
            ))}
          </ul>
          <OnlyEnglish />
        </>
      )}
      {advice !== why.kind && <p>{advice}</p>}
    </div>
  );
};

interface WhenThereProps<T> {
  asked: Asked<T>;
  children: (what: T) => ComponentChildren;
}

export const WhenThere = <T,>({ asked, children }: WhenThereProps<T>): VNode => {
  if (asked.state === 'waiting') return <p role="status">{w('waiting')}</p>;
  if (asked.state === 'refused') return <Refusal why={asked.why} />;
  return <>{children(asked.what)}</>;
};
