// SPDX-License-Identifier: GPL-2.0-or-later
// Does each opening go by its own calendar, in the one zone of the file, and are older forms read?
import t from 'tap';
import { parseConfig } from '../../../src/config/index.js';
import { isOpen } from '../../../src/dialling/index.js';
import { callbackSettings, openingOf } from '../../../src/engine/rooms/settings.js';

const REST = `
board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: e1.sock } }] }
queues: [{ name: sales }]
`;
const surroundings = { hasPrompt: () => true, menus: [] };

const parsed = (text: string) => parseConfig(`${REST}${text}`, 'spillway.yaml', surroundings);
function read(text: string) {
  const result = parsed(text);
  if ('problems' in result) throw new Error(result.problems.map((problem) => problem.text).join('\n'));
  const [entry] = result.config.accessNumbers;
  if (entry === undefined) throw new RangeError('no access number');
  return { ...result, opening: openingOf(result.config, entry), calling: callbackSettings(result.config).window };
}
const problems = (text: string) => {
  const result = parsed(text);
  return 'problems' in result ? result.problems.map((problem) => problem.text) : [];
};

/** At noon in Shanghai. */
const noon = (day: string) => Date.parse(`${day}T12:00:00+08:00`) - 3_600_000;

t.test('a holiday of callbacks closes callbacks alone', (t) => {
  const numbers = "accessNumbers: [{ number: '1', queue: sales, hours: [{ from: '08:00', to: '22:00' }] }]\n";
  const { opening, calling } = read(`${numbers}callback: { window: { holidays: ['2026-01-05'] } }\n`);
  t.ok(opening && isOpen(opening, noon('2026-01-05')));
  t.notOk(isOpen(calling, noon('2026-01-05')));
  t.end();
});

t.test('access numbers and callbacks name calendars; each has days of its own', (t) => {
  const { opening, calling } = read(`
zone: Asia/Shanghai
calendars:
  shop: { hours: [{ from: '08:00', to: '22:00', days: [1, 2, 3, 4, 5] }], holidays: ['2026-10-01'], workdays: ['2026-10-10'] }
  calling: { hours: [{ from: '09:00', to: '20:00' }], holidays: ['2026-10-02'] }
accessNumbers: [{ number: '1', queue: sales, calendar: shop }]
callback: { calendar: calling }
`);
  const open = (day: string) => [opening && isOpen(opening, noon(day)), isOpen(calling, noon(day))];
  t.same(open('2026-10-01'), [false, true]);
  t.same(open('2026-10-02'), [true, false]);
  t.same(open('2026-10-10'), [true, true], 'a Saturday that is worked');
  t.same(open('2026-10-11'), [false, true], 'a Sunday');
  t.end();
});

t.test('the zone stands once; where it stood before it is read with a hint', (t) => {
  const numbers = "accessNumbers: [{ number: '1', queue: sales }]\n";
  const old = read(`${numbers}callback: { window: { zone: Europe/Berlin } }\n`);
  t.equal(old.config.zone, 'Europe/Berlin');
  t.equal(old.calling.zone, 'Europe/Berlin');
  t.match(old.hints, [{ line: 5, text: { en: /beside "callback": zone: Europe\/Berlin/, zh: /时区/ } }]);
  t.match(problems(`${numbers}callback: { window: { zone: Asia/Peking } }\n`), [/Asia\/Peking is not a time zone/]);
  t.match(problems(`${numbers}zone: Asia/Peking\n`), [/Asia\/Peking is not a time zone/]);
  t.end();
});

t.test('a calendar that there is not, and one beside hours, are told', (t) => {
  const entry = (more: string) => `accessNumbers: [{ number: '1', queue: sales, ${more} }]\n`;
  const calendars = "calendars: { shop: { hours: [{ from: '08:00', to: '22:00' }] } }\n";
  t.match(problems(`${calendars}${entry('calendar: shopp')}`), [/no calendar "shopp".*shop/]);
  t.match(problems(`${calendars}${entry("calendar: shop, hours: [{ from: '08:00', to: '09:00' }]")}`), [
    /either "hours" or "calendar"/,
  ]);
  t.match(problems(`${calendars}${entry('calendar: shop')}callback: { calendar: calling }\n`), [
    /no calendar "calling"/,
  ]);
  t.end();
});
