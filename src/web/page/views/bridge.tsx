// A bridge from one figure to another: as a waterfall, and as its lines to the minor unit.

import type { VNode } from 'preact';
import { Chart } from '../charts/chart';
import { waterfall } from '../charts/waterfall';
import { Figure } from '../figure';
import type { BridgeLine } from '../figures';
import { Table } from '../table';
import { amountsIn, named, short, t } from '../words';

interface BridgeProps {
  caption: string;
  lines: BridgeLine[];
  file: string;
  /** Whether its figures are those of the month, and lead to what they are made of. */
  stands?: boolean;
}

const nameOf = (line: BridgeLine): string => named(`line.${line.key}`);

export const Bridge = ({ caption, lines, file, stands = true }: BridgeProps): VNode => {
  // A line of nothing says nothing, but where it is a sum.
  const told = lines.filter((line) => line.kind !== 'step' || line.amount !== 0);
  const says = told.map((line) => `${nameOf(line)}: ${short(line.amount)}`).join('; ');
  return (
    <>
      <p class="note">{amountsIn()}</p>
      <Chart
        caption={caption}
        says={`${caption}. ${amountsIn()} ${says}`}
        open
        headed
        draw={(width) => waterfall(told, nameOf, width)}
      >
        <Table
          caption={caption}
          file={file}
          fixed
          rows={told}
          strong={(line) => line.kind !== 'step'}
          columns={[
            { head: t('h.item'), value: nameOf },
            {
              head: t('h.amount'),
              kind: 'money',
              value: (line) => line.amount,
              cell: (line) => <Figure amount={line.amount} of={stands ? { what: line.key } : undefined} />,
            },
          ]}
        />
      </Chart>
    </>
  );
};
