// What a name means, decided by a click.

import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { inOrder, language } from '../page/words';
import { fund } from './fund';
import type { Doing } from './job';
import { Act, doing, idle } from './job';
import { get, post } from './server';
import { Refusal } from './view';
import { w, worded } from './words';

interface Choice {
  code: string;
  name: string;
}

interface MeaningProps {
  kind: 'donor' | 'country' | 'theme';
  written: string;
  onNamed?: (() => void) | undefined;
}

/** Asked once for each kind and language: the lists are long, and many names ask for the same one. */
const choices = new Map<string, Promise<Choice[]>>();

/** What came in may be meant too. */
export const askAnew = (): void => choices.clear();

const choicesOf = (kind: string): Promise<Choice[]> => {
  const path = `/api/meanings/${kind}/${language.value}`;
  const known = choices.get(path) ?? get<Choice[]>(path);
  choices.set(path, known);
  return known;
};

export const Meaning = ({ kind, written, onNamed }: MeaningProps): VNode | null => {
  const offered = useSignal<Choice[]>([]);
  const chosen = useSignal('');
  const at = useSignal<Doing<unknown>>(idle);
  const id = useId();
  if (!fund.edit || written === '') return null;
  const open = (): void => {
    if (offered.value.length > 0) return;
    choicesOf(kind).then(
      (found) => {
        offered.value = [...found].sort((one, other) => inOrder(one.name, other.name));
      },
      () => {
        choices.clear();
      },
    );
  };
  const decide = (): void => {
    void doing(at, async () => {
      const done = await post('/api/alias', { kind, written, means: chosen.value });
      onNamed?.();
      return done;
    });
  };
  if (at.value.state === 'done') return <p role="status">{w('alias_done', { written })}</p>;
  return (
    <div class="tools">
      <label for={id}>
        {w('alias_means', { written, kind: worded('kind_of', kind) })}{' '}
        <select
          id={id}
          value={chosen.value}
          onFocus={open}
          onPointerDown={open}
          onChange={(event) => {
            chosen.value = event.currentTarget.value;
          }}
        >
          <option value="">{w('choose')}</option>
          {offered.value.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name} ({one.code})
            </option>
          ))}
        </select>
      </label>
      {chosen.value !== '' && <Act text={w('alias_record')} busy={at.value.state === 'busy'} onAct={decide} />}
      {at.value.state === 'refused' && <Refusal why={at.value.why} />}
    </div>
  );
};
