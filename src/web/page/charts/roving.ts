// One stop of the tab key for many things: arrows move among them.

import { useSignal } from '@preact/signals';

interface Roving {
  tabIndex: (index: number) => 0 | -1;
  onFocus: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** `columns` things stand in a row; 1 where they stand in a list. `id` begins the id of each. */
export const useRoving = (id: string, count: number, columns: () => number): Roving => {
  const here = useSignal(0);
  const steps = (key: string): number | undefined => {
    const across = columns();
    switch (key) {
      case 'ArrowRight':
        return 1;
      case 'ArrowLeft':
        return -1;
      case 'ArrowDown':
        return across;
      case 'ArrowUp':
        return -across;
      case 'Home':
        return -here.value;
      case 'End':
        return count - 1 - here.value;
      default:
        return undefined;
    }
  };
  return {
    tabIndex: (index) => (index === Math.min(here.value, count - 1) ? 0 : -1),
    onFocus: (index) => {
      here.value = index;
    },
    onKeyDown: (event) => {
      const step = steps(event.key);
      if (step === undefined) return;
      event.preventDefault();
      const next = here.value + step;
      if (next < 0 || next >= count) return;
      here.value = next;
      document.getElementById(`${id}-${String(next)}`)?.focus();
    },
  };
};
