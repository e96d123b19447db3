// SPDX-License-Identifier: GPL-2.0-or-later
// Is every setting either taken by a running box or said to need a restart, with nothing in between?
import { isDeepStrictEqual } from 'node:util';
import t from 'tap';
import { allApplies, appliesOf, type Config, jsonSchema, keepRunning, loadConfig } from '../../../src/config/index.js';
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
