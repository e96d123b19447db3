// SPDX-License-Identifier: GPL-2.0-or-later
// Does everybody hear whom he should, by how each takes part?
import t from 'tap';
import { type Audibility, earsOf, type Participant, voicesOf } from '../../../src/call/index.js';

const [CALLER, AGENT, BOSS, OTHER] = [0, 1, 2, 3];

/** Who hears whom, by channel; `people[n]` is on channel n. */
function table(...people: readonly Audibility<number>[]): readonly (readonly number[])[] {
  const participants = people.map((audibility, channel): Participant => ({ channel, audibility }));
  return earsOf(participants).map(({ hears }) => hears.map(({ channel }) => channel));
}

const CASES: readonly (readonly [string, readonly Audibility<number>[], readonly (readonly number[])[]])[] = [
  ['alone one hears nobody', ['talks'], [[]]],
  ['two talk', ['talks', 'talks'], [[AGENT], [CALLER]]],
  ['one of two is held', ['held', 'talks'], [[], []]],
  [
    'three talk',
    ['talks', 'talks', 'talks'],
    [
      [1, 2],
      [0, 2],
      [0, 1],
    ],
  ],
  ['one of three is held', ['held', 'talks', 'talks'], [[], [BOSS], [AGENT]]],
  ['monitor', ['talks', 'talks', 'hearsOnly'], [[AGENT], [CALLER], [CALLER, AGENT]]],
  ['whisper', ['talks', 'talks', { heardOnlyBy: [AGENT] }], [[AGENT], [CALLER, BOSS], [CALLER, AGENT]]],
  [
    'barge in',
    ['talks', 'talks', 'talks'],
    [
      [AGENT, BOSS],
      [CALLER, BOSS],
      [CALLER, AGENT],
    ],
  ],
  [
    'a coach in a conference',
    ['talks', 'talks', { heardOnlyBy: [AGENT] }, 'talks'],
    [
      [AGENT, OTHER],
      [CALLER, BOSS, OTHER],
      [CALLER, AGENT, OTHER],
      [CALLER, AGENT],
    ],
  ],
  ['a word to who is held reaches nobody', ['held', 'talks', { heardOnlyBy: [CALLER] }], [[], [], [AGENT]]],
  ['two coaches do not hear each other', ['talks', { heardOnlyBy: [0] }, { heardOnlyBy: [0] }], [[1, 2], [0], [0]]],
];

for (const [sentence, people, heard] of CASES) {
  t.test(sentence, async (t) => t.same(table(...people), heard));
}

t.test('a gain is how loud the others hear somebody', async (t) => {
  const ears = earsOf([
    { channel: 5, audibility: 'talks', gainDb: 6 },
    { channel: 7, audibility: 'talks', gainDb: 0 },
  ]);
  t.same(ears, [
    { channel: 5, hears: [{ channel: 7 }] },
    { channel: 7, hears: [{ channel: 5, gainDb: 6 }] },
  ]);
});

t.test('a recording of all hears all who talk', async (t) => {
  const people: readonly Participant[] = [
    { channel: 3, audibility: 'talks' },
    { channel: 4, audibility: 'held' },
    { channel: 5, audibility: { heardOnlyBy: [3] } },
    { channel: 6, audibility: 'talks', gainDb: -3 },
  ];
  t.same(voicesOf(people), [{ channel: 3 }, { channel: 6, gainDb: -3 }]);
});
