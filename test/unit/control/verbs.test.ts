// SPDX-License-Identifier: GPL-2.0-or-later
// Is the table of verbs whole, and do docs/calls.md and calls.zh-CN.md say what it says?
import { readFileSync } from 'node:fs';
import t from 'tap';
import { hangUpPictures, refusalOf, SITUATIONS, VERBS } from '../../../src/control/index.js';

t.test('each verb is legal somewhere and refused to who is signed out', async (t) => {
  for (const verb of VERBS) {
    t.ok(
      SITUATIONS.some((situation) => refusalOf(verb, situation) === undefined),
      verb,
    );
    t.equal(refusalOf(verb, 'signedOut'), 'NOT_SIGNED_IN', verb);
  }
});

t.test('the documents have the table', async (t) => {
  const rows = VERBS.map((verb) => {
    const cells = SITUATIONS.map((situation) => refusalOf(verb, situation) ?? 'ok');
    return `| \`${verb}\` | ${cells.join(' | ')} |`;
  });
  for (const page of ['docs/calls.md', 'docs/calls.zh-CN.md']) {
    const text = readFileSync(page, 'utf8');
    t.ok(text.includes(`| verb | ${SITUATIONS.join(' | ')} |`), `${page}: the heading`);
    for (const row of rows) t.ok(text.includes(row), `${page}: ${row}`);
  }
});

t.test('and the pictures of what a hang-up does, as the policies have it', async (t) => {
  for (const [language, page] of [
    ['en', 'docs/calls.md'],
    ['zh-CN', 'docs/calls.zh-CN.md'],
  ] as const)
    t.ok(readFileSync(page, 'utf8').includes(hangUpPictures(language)), `${page}: node tools/gen-hang-ups.mjs`);
  t.match(hangUpPictures('en'), /agent and customer: customer ── agent\n {4}customer ✕ {2}→ {2}\(agent\)/);
});
