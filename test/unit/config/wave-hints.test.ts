// SPDX-License-Identifier: GPL-2.0-or-later
// Which settings of the wave are told of though each alone is right? Those that together do what nobody wants.

import t from 'tap';
import { hintLine, parseConfig, problemLine } from '../../../src/config/index.js';

const SECOND = 1_000;

/** A shop with so many lines from the exchange, and these sections. */
const shop = (sections: string, lines = 30) => `board:
  type: dahdi
  spans:
    - ${lines === 30 ? '{ name: e1, kind: e1, channels: [1-15, 17-31], dChannel: 16 }' : `{ name: e1, kind: analog, ports: fxo, channels: [1-${lines}] }`}
    - { name: phones, kind: analog, ports: fxs, channels: 132-139 }
trunkGroups:
  - { name: trunks, spans: [e1], earlyMedia: true }
accessNumbers:
  - { number: '88880001', queue: orders }
  - { number: '88880002', queue: orders, surge: { on: 0.3, off: 0.1 } }
queues:
  - { name: orders }
agents:
  - { id: '8001', name: Li, pin: '4711', queues: [orders] }
${sections}
`;

/** The hints of a shop, as the place in the file and the text in English; each in Chinese, too. */
function hintsOf(sections: string, { lines = 30, prompt = 5 * SECOND } = {}): readonly string[] {
  const text = shop(sections, lines);
  const parsed = parseConfig(text, 'f', { hasPrompt: () => true, promptLength: () => prompt });
  if ('problems' in parsed) throw new Error(parsed.problems.map(problemLine).join('\n'));
  return parsed.hints.map((hint) => {
    if (!/\p{Script=Han}/u.test(hintLine(hint, 'zh-CN'))) throw new Error('no Chinese');
    return `${text.split('\n')[hint.line - 1]?.slice(hint.column - 1)}: ${hint.text.en}`;
  });
}

const OWN = '88880002';

t.test('callbacks that alone can begin a surge', async (t) => {
  t.match(hintsOf('callback: { maxTrunks: 9 }'), [
    /maxTrunks: 9|^9 .*callbacks may use 9 of 30 channels.*surge of 88880002 begins at 9/,
  ]);
  t.match(hintsOf('callback: { maxTrunks: 8 }'), []);
  t.equal(hintsOf('callback: { maxTrunks: 8 }').length, 0, 'a channel fewer than its threshold');
  t.match(hintsOf('callback: { maxTrunks: 28 }\nsurge: { on: 0.2, off: 0.1, full: 0.9 }'), [/a surge begins at 6/]);
  t.equal(hintsOf('callback: { maxTrunks: 28 }\nsurge: { enabled: false }').length, 0, 'there are no surges');
  const slot = `surge: { slots: [{ name: evening, accessNumbers: ['${OWN}'], from: '20:00', to: '21:00', on: 0.1, off: 0.05 }] }`;
  t.match(hintsOf(`callback: { maxTrunks: 4 }\n${slot}`), [/surge of 88880002 begins at 3/], 'while it is on the air');
});

t.test('callbacks that are never made', async (t) => {
  t.match(hintsOf('callback: { maxTrunks: 2, reserve: 30 }'), [/never calls anybody back/]);
  t.match(hintsOf('', { lines: 2 }), [/2 channels are left free, and there are 2/], 'the usual reserve, of two lines');
  t.match(hintsOf('callback: { maxTrunks: 2, trough: { utilisation: 0.8 } }'), [/begun up to 0.8.*begins at 0.8/]);
});

t.test('reserves that leave nothing to the law', async (t) => {
  const quiet = 'callback: { maxTrunks: 2 }';
  t.match(hintsOf(`${quiet}\nsurge: { human: { min: 30 } }`), [/no computer agent will ever answer/]);
  t.equal(hintsOf(`${quiet}\nsurge: { human: { min: 29 } }`).length, 0);
  t.match(hintsOf(`${quiet}\nsurge: { catch: { min: 6 } }`), [
    /begins with 5 channels left, and 6 are to be kept free/,
  ]);
  t.equal(hintsOf(`${quiet}\nsurge: { catch: { min: 5 } }`).length, 0);
  t.equal(hintsOf('callback: { maxTrunks: 1 }', { lines: 8 }).length, 0, 'what is usual is nobody`s fault');
});

t.test('prompts that are never said, or outlast the exchange`s patience', async (t) => {
  const quiet = 'callback: { maxTrunks: 2 }';
  const prompts = `surge: { prompts: [{ prompt: a }, { prompt: b, accessNumbers: ['${OWN}'] }] }`;
  t.match(hintsOf(`${quiet}\n${prompts}`), [/never said: "a" before it fits every call/]);
  const early = 'surge: { ways: [{ from: 0.8, way: earlyMedia }] }';
  t.equal(hintsOf(`${quiet}\n${early}`, { prompt: 8.5 * SECOND }).length, 0);
  t.match(hintsOf(`${quiet}\n${early}`, { prompt: 9 * SECOND }), [/9.0 s, longer than T310 leaves/]);
  t.match(hintsOf(`${quiet}\n${early}`, { prompt: 171 * SECOND }), [/171.0 s.*T301.*the caller pays/]);
  t.equal(hintsOf(quiet, { prompt: 171 * SECOND }).length, 0, 'after an answer it may last');
});

t.test('attempts that never come', async (t) => {
  const hints = (callback: string) => hintsOf(`callback: { maxTrunks: 2, ${callback} }`);
  t.match(hints('attempts: 3, setups: 2'), [/given up after 2 SETUPs/]);
  t.match(hints('attempts: 3, expiry: 1d, perNumber: [{ calls: 2, within: 1d }]'), [
    /no number gets more than 2 SETUPs/,
  ]);
  t.match(hints('expiry: 1h, spacing: { noAnswer: 1h }'), [/not tried again after "noAnswer"/]);
  t.equal(hints('attempts: 3, setups: 3').length, 0);
});
