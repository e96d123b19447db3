// SPDX-License-Identifier: GPL-2.0-or-later
// How does a table with many columns fit a terminal? What can be spared is left out, and said to be.

import { type Bilingual, inLanguage } from '../kernel/index.js';
import { type Output, table } from './output.js';
import { widthOf, wrapped } from './width.js';

/** A column of a list. */
export interface Column<Row> {
  readonly heading: Bilingual;
  readonly cell: (row: Row) => string | number;
  /** Figures stand one below the other. */
  readonly right?: boolean;
  /** It goes when there is no room, the highest first; default: it stays. */
  readonly spare?: number;
}

const GAP = 2;

/** Rows under the headings that fit; where too few do, each row in lines of its own, with all of it. Gives those that did not fit. */
export function fittingTable<Row>(
  output: Output,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): readonly Bilingual[] {
  const { columns: room = Number.POSITIVE_INFINITY, language } = output;
  const all = columns.map((column) => {
    const cells = rows.map((row) => String(column.cell(row)));
    const heading = inLanguage(column.heading, language);
    return { column, cells, width: Math.max(widthOf(heading), ...cells.map(widthOf)) };
  });
  const wide = (some: typeof all) => some.reduce((sum, { width }) => sum + width + GAP, -GAP) > room;
  const spares = [...new Set(all.map(({ column }) => column.spare ?? 0))].sort((a, b) => b - a);
  const narrowed = [Number.POSITIVE_INFINITY, ...spares].map((limit) =>
    all.filter(({ column: { spare = 0 } }) => spare === 0 || spare < limit),
  );
  const shown = narrowed.find((some) => !wide(some)) ?? all;
  const aligned = ({ column, width }: (typeof shown)[number], cell: string) =>
    column.right ? ' '.repeat(Math.max(0, width - widthOf(cell))) + cell : cell;
  table(
    output,
    shown.map((one) => {
      const { en, zh } = one.column.heading;
      return { en: aligned(one, en), zh: aligned(one, zh) };
    }),
    rows.map((_, index) => shown.map((one) => aligned(one, one.cells[index] ?? ''))),
  );
  return all.filter((one) => !shown.includes(one)).map(({ column }) => column.heading);
}

/** Which columns had no room. */
export function sayLeftOut(output: Output, headings: readonly Bilingual[]): void {
  if (headings.length === 0) return;
  const [en, zh] = [headings.map((one) => one.en).join(', '), headings.map((one) => one.zh).join('、')];
  const says = {
    en: `no room for: ${en} (a wider terminal, --csv or --json has them)`,
    zh: `宽度不足，未显示：${zh}（加宽终端，或用 --csv、--json）`,
  };
  output.write(wrapped(inLanguage(says, output.language), output.columns ?? Number.POSITIVE_INFINITY));
}
