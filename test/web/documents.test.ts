// SPDX-License-Identifier: GPL-2.0-or-later
// Do the documents of the API say what it is?
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openApi } from '../../src/api/index.js';
import { loadConfig } from '../../src/config/index.js';
import { ROUTES } from '../support/web-box.js';

t.test('docs/openapi.json is what the contracts say (else run node tools/gen-openapi.mjs)', async (t) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const made = JSON.parse(JSON.stringify(openApi(version)));
  t.same(JSON.parse(readFileSync('docs/openapi.json', 'utf8')), made);
  t.equal(made.openapi, '3.1.0');
  const operations = Object.values(made.paths).flatMap((path) => Object.values(path as object));
  t.equal(operations.length, ROUTES.length);
  for (const { operationId, 'x-right': right } of operations as { operationId: string; 'x-right': string }[])
    t.ok(right, `${operationId} names its right`);
});

t.test('each row of docs/asvs.md names a test that is there', async (t) => {
  const tests = Object.fromEntries(
    readdirSync('test/web')
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => [name.replace('.test.ts', ''), readFileSync(`test/web/${name}`, 'utf8').replaceAll('’', "'")]),
  );
  const rows = [
    ...readFileSync('docs/asvs.md', 'utf8').matchAll(
      /^\| (\d+\.\d+\.\d+) \|(?:[^|]*\|){2} web\/([\w-]+): ([^|]+) \|$/gm,
    ),
  ];
  const all = [...readFileSync('docs/asvs.md', 'utf8').matchAll(/^\| \d+\.\d+\.\d+ \|/gm)];
  t.ok(rows.length > 30);
  t.equal(rows.length, all.length, 'each row names one');
  for (const [, row, file = '', words = ''] of rows)
    t.ok(tests[file]?.includes(words.trim()), `${row}: ${file}: ${words}`);
});

t.test('without TLS at the loopback address alone', async (t) => {
  const file = join(t.testdir(), 'spillway.yaml');
  const read = (web: string) => {
    writeFileSync(
      file,
      `board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: /run/e1.sock } }] }\naccessNumbers: [{ number: '1', queue: sales }]\nqueues: [{ name: sales }]\nweb: ${web}\n`,
    );
    return loadConfig(file, { menus: [] });
  };
  t.match(read('{ certificate: none, address: 0.0.0.0 }'), { problems: [{ text: /passwords in the open/ }] });
  t.match(read('{ certificate: none, address: 127.0.0.1 }'), { config: { web: { port: 8443 } } });
  t.match(read('{}'), { config: { web: { certificate: 'made' } } });
});
