// SPDX-License-Identifier: GPL-2.0-or-later
// Does what is said of analog lines to the exchange agree with itself, and with what such lines can do?

import type { Finding } from './problems.js';
import { isTrunk, spansOf } from './resolve.js';
import type { Config } from './schema.js';

/** Everything in it that contradicts something else. */
export function checkExchange(config: Config): Finding[] {
  return [...unansweredCapture(config), ...config.boards.flatMap((_, board) => linesOf(config, board))];
}

/** A call that rings on a line cannot be refused: it would ring on. Calls of an E1 in the same box can. */
function unansweredCapture(config: Config): Finding[] {
  const trunks = spansOf(config).filter(isTrunk);
  if (trunks.length === 0 || trunks.some(({ kind }) => kind === 'e1')) return [];
  const { surge } = config;
  const text = 'analog lines cannot take a number without an answer: a call that is not answered rings on';
  return [
    ...(surge.catch.captureOnly ? [{ path: ['surge', 'catch', 'captureOnly'], text: `"captureOnly": ${text}` }] : []),
    ...surge.ways.flatMap(({ way }, index) =>
      way === 'captureOnly' || way === 'earlyMedia'
        ? [{ path: ['surge', 'ways', index, 'way'], text: `"${way}": ${text}` }]
        : [],
    ),
  ];
}

function linesOf({ boards }: Config, board: number): Finding[] {
  const spans = boards[board]?.spans ?? [];
  return spans.flatMap((span, index) => {
    if (span.kind !== 'analog') return [];
    const named = span.exchange.flatMap(({ lines = [] }) => lines);
    const path = ['board', 'spans', index, 'exchange'];
    if (span.exchange.length > 0 && !isTrunk(span))
      return [{ path, text: `"exchange": span ${span.name} has telephones, not lines to the exchange` }];
    const twice = named.filter((line, at) => named.indexOf(line) !== at);
    return twice.map((line) => ({
      path,
      text: `"exchange": line ${line} stands in two entries: it can be in one only`,
    }));
  });
}
