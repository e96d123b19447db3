// SPDX-License-Identifier: GPL-2.0-or-later
// Is every setting either taken by a running box or said to need a restart, with nothing in between?
import { isDeepStrictEqual } from 'node:util';
import t from 'tap';
import {
  allApplies,
  appliesOf,
  type Config,
  jsonSchema,
  keepRunning,
  loadConfig,
  readConfig,
} from '../../../src/config/index.js';
import { projectFile } from '../../support/world.js';

function example(): Config {
  const read = loadConfig(projectFile('examples/tv-shopping.yaml'));
  if ('problems' in read) throw new Error(read.problems.map(({ text }) => text).join('\n'));
  return read.config;
}

/** A value as it could stand in its place, and another one than this. */
function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return `${value}1`;
  return value === undefined ? 'new' : undefined;
}

type Path = readonly (string | number)[];

function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);

function withChange(config: Config, path: Path): Config {
  const copy = structuredClone(config);
  const place = valueAt(copy, path.slice(0, -1)) as Record<string | number, unknown>;
  const key = path.at(-1) ?? '';
  place[key] = changed(place[key]);
  return copy;
}

t.test('each setting that is changed is taken, or named as one that needs a restart and kept', (t) => {
  const running = example();
  const paths = leaves(running);
  t.ok(paths.length > 100);
  for (const path of paths) {
    const { config, restart } = keepRunning(running, withChange(running, path));
    const name = path.join('.');
    const applies = appliesOf(path.filter((key) => typeof key === 'string').join('.'));
    const kept = isDeepStrictEqual(config, running);
    if (applies === 'restart') t.ok(kept && restart.some((known) => `${name}.`.startsWith(`${known}.`)), name);
    else t.ok(!kept && restart.length === 0 && applies !== undefined, name);
  }
  t.end();
});

t.test('every section of the file has its line, and every line its section', (t) => {
  const { properties } = jsonSchema() as { properties: Readonly<Record<string, unknown>> };
  t.same(
    Object.keys(allApplies())
      .filter((path) => !path.includes('.'))
      .sort(),
    Object.keys(properties).sort(),
  );
  t.end();
});

t.test('tones of an exchange are taken for the next call; what else is changed of its lines waits', (t) => {
  const shop = (exchange: object): Config =>
    readConfig({
      board: {
        type: 'virtual',
        spans: [
          {
            ...{ name: 'lines', kind: 'analog', ports: 'fxo', count: 3, exchange },
            carrier: { type: 'listen', path: '/run/lines.sock' },
          },
        ],
      },
      accessNumbers: [{ number: '62345678', queue: 'shop' }],
      queues: [{ name: 'shop' }],
    } as never);
  const tones = { busy: '400/200,0/600' };
  const running = shop([{ number: '62345678' }]);
  const changes: readonly [object, boolean][] = [
    [[{ number: '62345678', tones }], true],
    [[{ lines: '1', number: '62345678', tones }, { number: '62345678' }], true],
    [[{ number: '62345679', tones }], false],
    [[{ number: '62345678', tones, gain: { receive: 3 } }], false],
  ];
  for (const [exchange, taken] of changes) {
    const next = shop(exchange);
    const { config, restart } = keepRunning(running, next);
    t.same(config, taken ? next : running, JSON.stringify(exchange));
    t.same(restart, taken ? [] : ['board', 'boards']);
  }
  t.equal(appliesOf('board.spans.lines.exchange.0.tones'), 'nextCall');
  t.equal(appliesOf('board.spans.lines.exchange.0.gain'), 'restart');
  t.end();
});
