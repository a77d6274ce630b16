// A bridge as a waterfall that lies on its side: a line a row, its name above or beside its bar.

import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import type { BridgeLine } from '../figures';
import { short } from '../words';
import { fitting, widthOf } from './chart';

const BAR = 16;
/** From this width on names stand beside their bars. */
const BESIDE = 560;

interface Drawn {
  line: BridgeLine;
  from: number;
  to: number;
}

/** Where each bar begins and ends. */
const bars = (lines: BridgeLine[]): Drawn[] => {
  let reached = 0;
  return lines.map((line) => {
    const from = line.kind === 'step' ? reached : 0;
    const to = from + line.amount;
    reached = to;
    return { line, from, to };
  });
};

export const waterfall = (
  lines: BridgeLine[],
  name: (line: BridgeLine) => string,
  width: number,
): { height: number; marks: VNode } => {
  const drawn = bars(lines);
  const beside = width >= BESIDE;
  const names = beside ? Math.min(280, width * 0.36) : 0;
  const row = beside ? BAR + 10 : BAR + 26;
  const amounts = 18 + Math.max(0, ...lines.map((line) => widthOf(short(line.amount))));
  const ends = drawn.flatMap(({ from, to }) => [from, to]);
  const x = scaleLinear()
    .domain([Math.min(0, ...ends), Math.max(...ends)])
    .range([names, width - amounts]);
  const marks = drawn.map(({ line, from, to }, index) => {
    const top = index * row + (beside ? 4 : 20);
    const [left, right] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
    const next = drawn[index + 1];
    return (
      <g key={index}>
        <text
          x={beside ? names - 8 : 0}
          y={beside ? top + BAR - 4 : top - 5}
          text-anchor={beside ? 'end' : 'start'}
          class={line.kind === 'step' ? 'label' : 'label strong'}
        >
          {fitting(name(line), beside ? names - 8 : width)}
        </text>
        <rect
          x={left}
          y={top}
          width={Math.max(right - left, 1)}
          height={BAR}
          class={line.kind === 'step' ? (line.amount < 0 ? 'less' : 'more') : 'whole'}
        />
        <text x={right + 6} y={top + BAR - 4} class="label">
          {short(line.amount)}
        </text>
        {next !== undefined && (
          <line x1={x(to)} x2={x(to)} y1={top + BAR} y2={(index + 1) * row + (beside ? 4 : 20)} class="thread" />
        )}
      </g>
    );
  });
  return { height: drawn.length * row + 8, marks: <g>{marks}</g> };
};
