// SPDX-License-Identifier: GPL-2.0-or-later
// Is every example of docs/routing.md a file that the box reads, in both languages, and does it name every variable that there is?
import { readFileSync } from 'node:fs';
import t from 'tap';
import { FIGURES, parseConfig } from '../../src/config/index.js';
import { NAMING, VARIABLES } from '../../src/expression/index.js';

const SHOP: Readonly<Record<string, string>> = {
  board: 'board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: e1.sock } }] }\n',
  calendars: "calendars: { office: { hours: [{ from: '09:00', to: '18:00' }] } }\n",
  queues: 'queues: [{ name: orders }, { name: vip }, { name: support }]\n',
  agents: "agents: [{ id: '1001', name: Li, queues: [orders] }]\n",
  accessNumbers: "accessNumbers: [{ number: '96123', queue: orders }]\n",
};

for (const page of ['docs/routing.md', 'docs/routing.zh-CN.md']) {
  const text = readFileSync(page, 'utf8');

  t.test(`${page}: each example is accepted`, async (t) => {
    const examples = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => yaml);
    t.equal(examples.length, 3);
    for (const example of examples) {
      const rest = Object.entries(SHOP).filter(([section]) => !example.startsWith(`${section}:`));
      const file = rest.map(([, yaml]) => yaml).join('') + example;
      t.match(parseConfig(file, 'spillway.yaml', { hasPrompt: () => true, menus: [] }), { config: {} }, example);
    }
  });

  t.test(`${page}: every variable, function and figure is named`, async (t) => {
    const names = [...Object.keys(VARIABLES), ...Object.values(VARIABLES).flatMap((fields) => Object.keys(fields))];
    for (const name of [...names, ...Object.keys(NAMING), ...FIGURES]) t.match(text, new RegExp(`\\b${name}\\b`), name);
  });
}
