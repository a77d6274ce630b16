// Columns that several tables have: which agreement and whose it is; which priority.

import type { Agreement, Cell } from './figures';
import { AgreementLink, CellPlace, DonorLink, ThemeLink, cellPlace, donorName, themeName } from './links';
import { donorOf } from './model';
import type { Column } from './table';
import { t } from './words';

export const agreementColumns = <R extends { agreement: Agreement }>(): Column<R>[] => [
  {
    head: t('h.agreement'),
    value: (row) => row.agreement.reference,
    cell: (row) => <AgreementLink agreement={row.agreement} />,
  },
  {
    head: t('h.donor'),
    value: (row) => donorName(donorOf(row.agreement)),
    cell: (row) => <DonorLink donor={donorOf(row.agreement)} />,
  },
];

export const cellColumns = <R extends { cell: Cell }>(): [Column<R>, Column<R>] => [
  { head: t('h.place'), value: (row) => cellPlace(row.cell), cell: (row) => <CellPlace cell={row.cell} /> },
  {
    head: t('h.theme'),
    value: (row) => themeName(row.cell.theme),
    cell: (row) => <ThemeLink code={row.cell.theme} />,
  },
];
