// SPDX-License-Identifier: GPL-2.0-or-later
// How did banks of analog ports once say which end of the line they are? `side: station` is `ports: fxs`, `ports: 8` is `count: 8`. Pure.

import type { Modern } from './old-keys.js';
import type { Path, PathHint } from './problems.js';

const KINDS: Readonly<Record<string, string>> = { station: 'fxs', telephone: 'fxo' };

type Section = Readonly<Record<string, unknown>>;

/** `value` with each bank in today's words. */
export function modernPorts(value: unknown): Modern {
  const hints: PathHint[] = [];
  const renamed = new Map<string, Path>();
  const bankOf = (span: unknown, path: Path): unknown => {
    if (!isSection(span) || span.kind !== 'analog') return span;
    const today = modernBank(span);
    for (const { old, now, text } of today.changes) {
      renamed.set(JSON.stringify([...path, now]), [...path, old]);
      hints.push({ path: [...path, old], text });
    }
    return today.bank;
  };
  const boardOf = (board: unknown, path: Path): unknown => {
    if (!isSection(board) || !Array.isArray(board.spans)) return board;
    return { ...board, spans: board.spans.map((span, index) => bankOf(span, [...path, 'spans', index])) };
  };
  if (!isSection(value)) return { value, hints, written: (path) => path };
  const { board, boards } = value;
  const read = {
    ...value,
    ...(board !== undefined && { board: boardOf(board, ['board']) }),
    ...(Array.isArray(boards) && { boards: boards.map((one, index) => boardOf(one, ['boards', index])) }),
  };
  return {
    value: hints.length === 0 ? value : read,
    hints,
    written: (path) => renamed.get(JSON.stringify(path)) ?? path,
  };
}

interface Change extends Pick<PathHint, 'text'> {
  readonly old: string;
  readonly now: string;
}

function modernBank(span: Section): { readonly bank: Section; readonly changes: readonly Change[] } {
  const { side, ports, ...rest } = span;
  const counted = typeof ports === 'number' && rest.count === undefined;
  const kind = typeof side === 'string' && (ports === undefined || counted) ? KINDS[side] : undefined;
  const bank = {
    ...rest,
    ...(kind === undefined ? { ...(side !== undefined && { side }) } : { ports: kind }),
    ...(counted ? { count: ports } : { ...(ports !== undefined && { ports }) }),
  };
  return {
    bank,
    changes: [
      ...(kind === undefined ? [] : [{ old: 'side', now: 'ports', text: instead(`side: ${side}`, `ports: ${kind}`) }]),
      ...(counted ? [{ old: 'ports', now: 'count', text: instead(`ports: ${ports}`, `count: ${ports}`) }] : []),
    ],
  };
}

const instead = (old: string, now: string) => ({
  en: `"${old}" is read as "${now}": write it so`,
  zh: `"${old}" 按 "${now}" 读取：请改写`,
});

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
