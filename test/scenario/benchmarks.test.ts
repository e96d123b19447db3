// SPDX-License-Identifier: GPL-2.0-or-later
// Can a program read what `npm run bench` measured, and a person learn what there is to measure?
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { run } from '../support/program.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const bench = join(root, 'tools/bench/main.mjs');
const names = readdirSync(join(root, 'tools/bench/benches')).map((file) => basename(file, '.mjs'));

interface Report {
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly seconds: number;
  readonly benchmarks: readonly {
    readonly name: string;
    readonly load: { readonly before: number; readonly after: number };
    readonly rows: readonly {
      readonly what: string;
      readonly method: string;
      readonly figure: string;
      readonly values: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

t.test('figures come as one object, with the conditions under which they were taken', async (t) => {
  const { code, lines, complaints } = await run(bench, ['store', 'tick', '--json', '--seconds', '1']);

  t.equal(code, 0, complaints);
  const { conditions, seconds, benchmarks } = JSON.parse(lines.join('\n')) as Report;
  for (const name of ['date', 'processor', 'cores', 'kernel', 'node', 'scheduler', 'load'])
    t.ok(name in conditions, name);
  t.equal(seconds, 1);
  t.same(
    benchmarks.map(({ name }) => name),
    ['store', 'tick'],
  );
  for (const { rows, load } of benchmarks) {
    t.ok(Number.isFinite(load.before) && Number.isFinite(load.after));
    t.ok(rows.length > 0);
    for (const { what, method, figure, values } of rows) {
      t.ok(what && method && figure, what);
      t.ok(
        Object.values(values).every((value) => typeof value !== 'number' || Number.isFinite(value)),
        what,
      );
    }
  }
});

t.test('the help names every benchmark, and another name is refused with them', async (t) => {
  const help = await run(bench, ['--help']);
  const refused = await run(bench, ['walve']);

  t.equal(help.code, 0);
  for (const name of names)
    t.ok(
      help.lines.some((line) => line.trim().startsWith(`${name} `)),
      name,
    );
  t.equal(refused.code, 1);
  t.match(refused.complaints, /no benchmark "walve"; there are .*media/);
});

t.test(
  'a benchmark of several stages is measured by them: the help names them, and another stage is refused',
  async (t) => {
    const help = await run(bench, ['--help']);
    const refused = await run(bench, ['simulator', '--only', 'month']);
    const whole = await run(bench, ['store', '--only', 'day']);

    t.match(help.lines.join('\n'), /simulator .*; stages: day, wave/);
    t.equal(refused.code, 1);
    t.match(refused.complaints, /no stage "month"; there are day, wave/);
    t.equal(whole.code, 1);
    t.match(whole.complaints, /no stage "day"; there are none/);
  },
);

t.test('docs/performance.md tells of every benchmark', async (t) => {
  const page = readFileSync(join(root, 'docs/performance.md'), 'utf8');

  for (const name of names) t.match(page, new RegExp(`\\*\\*${name}\\*\\*|bench -- ${name}\``), name);
});
