// SPDX-License-Identifier: GPL-2.0-or-later
// Does a zone that remembers what it was asked say what luxon's own says: at the edges of summer time, half hours and 45 minutes off, long ago?
import { DateTime, IANAZone } from 'luxon';
import t from 'tap';
import { zoneNamed } from '../../src/kernel/index.js';

const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];
const EDGES = [
  '1901-12-14T00:00:00Z',
  '1972-05-01T00:07:30Z',
  '1986-05-03T18:00:00Z',
  '2026-03-29T01:00:00Z',
  '2026-10-25T01:00:00Z',
  '2026-10-03T15:30:00Z',
];

t.test('each instant twice, a millisecond before and behind as well', async (t) => {
  for (const name of ZONES) {
    const own = IANAZone.create(name);
    for (const edge of EDGES.map((text) => Date.parse(text)))
      for (const at of [edge - 1, edge, edge + 1, edge, edge + 900_000, edge - 900_001])
        if (zoneNamed(name).offset(at) !== own.offset(at)) t.fail(`${name} at ${new Date(at).toISOString()}`);
    const [at, zone] = [Date.parse('2026-07-01T12:00:00Z'), zoneNamed(name)];
    t.equal(DateTime.fromMillis(at, { zone }).toISO(), DateTime.fromMillis(at, { zone: name }).toISO());
    t.equal(DateTime.fromMillis(at, { zone }).zoneName, name);
  }
});

t.test('more instants than it remembers', async (t) => {
  const [own, zone] = [IANAZone.create('Europe/Berlin'), zoneNamed('Europe/Berlin')];
  const from = Date.parse('2026-03-20T00:00:00Z');
  for (let quarter = 0; quarter < 1_500; quarter++)
    if (zone.offset(from + quarter * 900_000) !== own.offset(from + quarter * 900_000)) t.fail(String(quarter));
  t.equal(zone.offset(from), own.offset(from));
});
