// Who acts: as they say it, kept from one deed to the next.

import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { fund } from './fund';
import { w } from './words';

/** A computer that does not say who sits at it says this: then they are asked. */
const NOBODY = 'unknown';

export const me = signal(fund.user === NOBODY ? '' : fund.user);

export const Name = ({ id }: { id: string }): VNode => (
  <>
    <label for={id} class="field">
      {w('your_name')}
      <input
        id={id}
        type="text"
        value={me.value}
        autocomplete="name"
        onInput={(event) => {
          me.value = event.currentTarget.value;
        }}
      />
    </label>
    <p class="soft">{w('name_is_claim')}</p>
  </>
);
