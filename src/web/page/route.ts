// Which view is shown: `#/country/TGO`, `#/of/allocated?place=TGO`. Everything can be linked to, mailed and gone back from.

import { signal } from '@preact/signals';

export interface Route {
  view: string;
  name: string;
  search: URLSearchParams;
}

const parse = (hash: string): Route => {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view = '', ...name] = path.split('/').map(decodeURIComponent);
  return { view, name: name.join('/'), search: new URLSearchParams(search) };
};

export const route = signal<Route>(parse(location.hash));

export const watchAddress = (): void => {
  addEventListener('hashchange', () => {
    route.value = parse(location.hash);
  });
};

/** The address of a view. */
export const address = (view: string, name = '', search: Record<string, string | undefined> = {}): string => {
  const given = Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const query = new URLSearchParams(given).toString();
  const path = name === '' ? view : `${view}/${name.split('/').map(encodeURIComponent).join('/')}`;
  return `#/${path}${query === '' ? '' : `?${query}`}`;
};
