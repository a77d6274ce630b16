// The frame of every chart: drawn as wide as it stands, so that its letters are as large as those of the page; with a
// sentence that says what it shows, and its table below.

import { useSignal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { printing } from '../print';
import { t } from '../words';

/** The size of letters in charts, in pixels. */
export const LETTERS = 12;

/** About how wide a letter is. */
const LETTER = LETTERS * 0.56;

/** A text as far as there is room for it. */
export const fitting = (text: string, width: number): string => {
  const letters = Math.max(3, Math.floor(width / LETTER));
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;
};

/** A name that keeps its own direction beside what is written in another: Unicode's isolates around it. */
export const apart = (name: string): string => `\u2068${name}\u2069`;

/** About how wide a text is. */
export const widthOf = (text: string): number => text.length * LETTER;

interface ChartProps {
  /** What it shows, in a sentence with its main figures: for readers who do not see it. */
  says: string;
  caption: string;
  draw: (width: number) => { height: number; marks: ComponentChildren };
  /** The table with the same figures. */
  children: ComponentChildren;
  /** Whether the table stands open. */
  open?: boolean;
  /** Whether the heading above it says the caption already. */
  headed?: boolean;
}

export const Chart = ({ says, caption, draw, children, open = false, headed = false }: ChartProps): VNode => {
  const frame = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    width.value = element.clientWidth;
    const watch = new ResizeObserver(() => {
      width.value = element.clientWidth;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const drawing = width.value > 0 ? draw(width.value) : undefined;
  return (
    <figure class="chart">
      <figcaption class={headed ? 'unseen' : undefined}>{caption}</figcaption>
      <div ref={frame} class="frame">
        {drawing !== undefined && (
          <svg
            role="img"
            aria-label={says}
            viewBox={`0 0 ${String(width.value)} ${String(drawing.height)}`}
            width={width.value}
            height={drawing.height}
            font-size={LETTERS}
          >
            {drawing.marks}
          </svg>
        )}
      </div>
      <Folded head={t('as_table')} about={caption} open={open}>
        {children}
      </Folded>
    </figure>
  );
};

interface FoldedProps {
  head: string;
  /** What it belongs to, for readers who hear its head alone. */
  about: string;
  open?: boolean;
  children: ComponentChildren;
}

/** Something that can be unfolded; on paper it is. */
export const Folded = ({ head, about, open = false, children }: FoldedProps): VNode => {
  const unfolded = useSignal(open);
  return (
    <details
      open={unfolded.value || printing.value}
      onToggle={(event) => {
        if (!printing.value) unfolded.value = event.currentTarget.open;
      }}
    >
      <summary>
        {head}
        <span class="unseen">: {about}</span>
      </summary>
      {(unfolded.value || printing.value) && children}
    </details>
  );
};
