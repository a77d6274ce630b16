// What a run would say about the files of the fund.

import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Doing } from '../job';
import { doing, idle, work } from '../job';
import type { Check } from '../problems';
import { Problems } from '../problems';
import { Refusal, View } from '../view';
import { w } from '../words';

export const CheckView = (): VNode => {
  const at = useSignal<Doing<Check>>(idle);
  const check = (): void => {
    void doing(at, () => work<Check>('/api/check'));
  };
  useEffect(check, []);
  return (
    <View title={w('check')}>
      <p>{w('check_is')}</p>
      {at.value.state === 'refused' && <Refusal why={at.value.why} />}
      {at.value.state === 'done' && <Problems check={at.value.what} onNamed={check} />}
    </View>
  );
};
