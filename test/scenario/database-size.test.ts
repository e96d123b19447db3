// SPDX-License-Identifier: GPL-2.0-or-later
// Do 10,000 calls take at most 20 MiB of the disk? A wave with agents, computer agents and callbacks, as `npm run bench -- size` plays it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { run } from '../support/program.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const MOST = 20; // MiB
const SECONDS = 30; // 300 calls come in

t.test('10,000 calls with contacts, segments and events take at most 20 MiB', { timeout: 300_000 }, async (t) => {
  const bench = join(root, 'tools/bench/main.mjs');
  const { code, lines, complaints } = await run(bench, ['size', '--json', '--seconds', String(SECONDS)]);

  t.equal(code, 0, complaints);
  const report = JSON.parse(lines.join('\n')) as {
    benchmarks: { rows: { figure: string; values: { mib: number; n: number } }[] }[];
  };
  const [row] = report.benchmarks[0]?.rows ?? [];
  t.ok((row?.values.n ?? 0) >= 300, `${row?.values.n} calls`);
  t.ok((row?.values.mib ?? Number.POSITIVE_INFINITY) <= MOST, row?.figure ?? 'no figure');
});
