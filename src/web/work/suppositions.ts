// What sliders say, and how the program is told: as TOML when it is asked at once, as rows of a sheet when it is stored.

export interface Wish {
  /** In whole units of the base currency. */
  amount: number;
  donor: string;
  place: string;
  theme: string;
  /** An agreement of which nothing more comes. */
  lost: string;
  /** In per cent. */
  rates: number;
  /** An agreement whose earmark is wider, and on which side. */
  loose: string;
  side: Side;
  /** In per cent. */
  needs: number;
  /** In per cent; below zero where nothing is said. */
  share: number;
}

export const SIDES = ['geography', 'theme', 'exclusions'] as const;
export type Side = (typeof SIDES)[number];

export const NOTHING: Wish = {
  amount: 0,
  donor: '',
  place: '',
  theme: '',
  lost: '',
  rates: 0,
  loose: '',
  side: 'geography',
  needs: 0,
  share: -1,
};

/** `+10%`. */
export const changed = (percent: number): string => `${percent > 0 ? '+' : ''}${String(percent)}%`;

/** In TOML, as `poolfund scenario` reads it; nothing where nothing is supposed. */
export const asToml = (wish: Wish): string => {
  const { amount, donor, place, theme, lost, rates, loose, side, needs, share } = wish;
  const text = (one: string): string => JSON.stringify(one);
  const parts = [
    ...(lost === '' ? [] : [`falls-through = [${text(lost)}]`]),
    ...(share < 0 ? [] : [`country-share = ${text(`${String(share)}%`)}`]),
    ...(amount === 0
      ? []
      : [
          `[[scenario.contribution]]\namount = ${text(String(amount))}`,
          ...(donor === '' ? [] : [`donor = ${text(donor)}`]),
          ...(place === '' ? [] : [`places = [${text(place)}]`]),
          ...(theme === '' ? [] : [`themes = [${text(theme)}]`]),
        ]),
    ...(rates === 0 ? [] : [`[[scenario.rate]]\nchange = ${text(changed(rates))}`]),
    ...(loose === '' ? [] : [`[[scenario.loosened]]\nagreement = ${text(loose)}\nside = ${text(side)}`]),
    ...(needs === 0 ? [] : [`[[scenario.need]]\nchange = ${text(changed(needs))}`]),
  ];
  return parts.length === 0 ? '' : `[[scenario]]\nname = "sliders"\n${parts.join('\n')}\n`;
};

const COLUMNS = [
  'Scenario',
  'Supposition',
  'Donor',
  'Agreement',
  'Amount',
  'Places',
  'Themes',
  'Change',
  'Side',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

const rowsOf = (name: string, wish: Wish): Row[] => {
  const { amount, donor, place, theme, lost, rates, loose, side, needs, share } = wish;
  const rows: Row[] = [];
  if (amount !== 0)
    rows.push({ Supposition: 'contribution', Donor: donor, Amount: String(amount), Places: place, Themes: theme });
  if (lost !== '') rows.push({ Supposition: 'falls through', Agreement: lost });
  if (rates !== 0) rows.push({ Supposition: 'rates', Change: changed(rates) });
  if (loose !== '') rows.push({ Supposition: 'loosened', Agreement: loose, Side: side });
  if (needs !== 0) rows.push({ Supposition: 'needs', Change: changed(needs) });
  if (share >= 0) rows.push({ Supposition: 'country share', Change: `${String(share)}%` });
  return rows.map((row) => ({ Scenario: name, ...row }));
};

/** As a sheet, which `poolfund scenario` and this page read: a text that spreadsheet programs open. */
export const asSheet = (scenarios: { name: string; wish: Wish }[]): string => {
  const quoted = (text: string): string => `"${text.replace(/"/g, '""')}"`;
  const rows = scenarios.flatMap(({ name, wish }) => rowsOf(name, wish));
  const lines = [[...COLUMNS], ...rows.map((row) => COLUMNS.map((column) => row[column] ?? ''))];
  return `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
};
