// SPDX-License-Identifier: GPL-2.0-or-later
// What can a file say about digits, and does it reach the engine?

import t from 'tap';
import { DTMF_PROFILES, parseConfig, problemLine } from '../../../src/config/index.js';
import { engineOptions } from '../../../src/engine/rooms/board-options.js';
import { NativeMedia } from '../../../src/native/index.js';

const SHOP = `board:
  type: virtual
  spans:
    - { name: e1, kind: e1, carrier: { type: loop, peer: far }, signalling: { restartAtStart: false } }
    - { name: far, kind: e1, carrier: { type: loop, peer: e1 }, signalling: { role: network } }
accessNumbers:
  - { number: '88880001', queue: orders }
queues:
  - { name: orders }
`;
const surroundings = { hasPrompt: () => true, menus: [] };

function read(dtmf: string) {
  return parseConfig(`${SHOP}${dtmf}`, 'f', surroundings);
}

/** The options of the engine that a file asks for. */
function optionsOf(dtmf: string) {
  const parsed = read(dtmf);
  if ('problems' in parsed) throw new Error(parsed.problems.map(problemLine).join('\n'));
  return engineOptions(parsed.config, true, 0);
}

function problemsOf(dtmf: string): string[] {
  const parsed = read(dtmf);
  return 'problems' in parsed ? parsed.problems.map(problemLine) : [];
}

t.test('without a word on it, digits are heard by the default profile, letters too', async (t) => {
  t.same(optionsOf('').dtmf, { profile: 'default', letters: true });
});

t.test('profile, shortest key and pause, and letters reach the engine', async (t) => {
  const { dtmf } = optionsOf('dtmf: { profile: q24-ntt, minimumOn: 32ms, minimumOff: 0.05s, letters: false }\n');
  t.same(dtmf, { profile: 'q24-ntt', letters: false, minimumOnMs: 32, minimumOffMs: 50 });
});

t.test('the engine knows every profile that a file may name, and says which there are', async (t) => {
  const spans = [{ name: 'phones', kind: 'analog', ports: 2, carrier: { type: 'listen', path: '/run/x' } }] as const;
  const board = { type: 'virtual', spans: [{ ...spans[0], side: 'station' }] } as const;
  for (const profile of DTMF_PROFILES)
    new NativeMedia({ board, signalling: [], stepped: true, dtmf: { profile } }).close();
  const wrong = { profile: 'q24-at' } as never;
  t.throws(() => new NativeMedia({ board, signalling: [], stepped: true, dtmf: wrong }), {
    name: 'RangeError',
    message: new RegExp(`options\\.dtmf\\.profile must be one of ${DTMF_PROFILES.join(', ')}`),
  });
});

t.test('a profile that is none is told with the one that was meant', async (t) => {
  t.match(problemsOf('dtmf: { profile: q24-at }\n'), [/"profile": q24-at is not possible: did you mean "q24-att"\?/]);
});

t.test('lengths outside of what a key can be are refused', async (t) => {
  t.match(problemsOf('dtmf: { minimumOn: 5ms }\n'), [/"minimumOn": 5ms/]);
  t.match(problemsOf('dtmf: { minimumOff: 1s }\n'), [/"minimumOff": 1s/]);
});
