// Whether the page is being printed: then nothing is folded away and no row is left out.

import { signal } from '@preact/signals';
import { options } from 'preact';

export const printing = signal(false);

/** Printing waits for nobody: what changes is drawn before the browser takes the page. */
const set = (value: boolean): void => {
  const usual = options.debounceRendering;
  options.debounceRendering = (draw) => draw();
  printing.value = value;
  if (usual === undefined) delete options.debounceRendering;
  else options.debounceRendering = usual;
};

export const watchPrinting = (): void => {
  addEventListener('beforeprint', () => set(true));
  addEventListener('afterprint', () => set(false));
  const print = matchMedia('print');
  set(print.matches);
  print.addEventListener('change', (event) => set(event.matches));
};
