// SPDX-License-Identifier: GPL-2.0-or-later
// What if a file was saved by a Chinese Windows? Every command that reads it refuses it with the place and what to do; nothing is made of other characters.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ConfigFile, loadConfig } from '../../src/config/index.js';
import { command } from '../support/command.js';
import { projectFile } from '../support/world.js';

const SHOP = readFileSync(projectFile('examples', 'tv-shopping.yaml'), 'utf8');
const NAME = Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]); // 张三 in GBK
const withName = (before: string, name: Uint8Array, after: string) =>
  Buffer.concat([Buffer.from(before), name, Buffer.from(after)]);

function saved(t: Test, name: string, bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-encodings-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

/** The shop's file with GBK in place of its first agent's name; and with one in a comment. */
const [head = '', tail = ''] = SHOP.split(/(?<=name: )\S+(?=[,\n ])/, 2);
const FILES: Readonly<Record<string, { readonly bytes: Uint8Array; readonly says: RegExp }>> = {
  'a name in GBK': { bytes: withName(head, NAME, tail), says: /byte 0xD5.*GBK.*save as UTF-8/ },
  'a comment in GBK': { bytes: withName(`${SHOP}# `, NAME, '\n'), says: /byte 0xD5.*save as UTF-8/ },
  'one Latin byte': { bytes: withName(`${SHOP}# M`, Buffer.of(0xfc), 'ller\n'), says: /byte 0xFC.*save as UTF-8/ },
  'UTF-16': { bytes: Buffer.from(`\uFEFF${SHOP}`, 'utf16le'), says: /:1:1: the file is UTF-16LE.*save as UTF-8/ },
  'characters lost before': { bytes: Buffer.from(`${SHOP}# \uFFFD`), says: /lost here/ },
  'a sound file': { bytes: readFileSync(projectFile('prompts/zh-CN', 'surge.wav')), says: /stands in no text/ },
};

for (const [what, { bytes, says }] of Object.entries(FILES)) {
  t.test(`${what}: check, start and backup refuse it in one line`, async (t) => {
    const file = saved(t, 'shop.yaml', bytes);
    const { code, text } = await command('check', file);
    t.equal(code, 1);
    t.match(text, says);
    t.equal(text.split('\n').length, 1);
    t.ok(text.startsWith(`${file}:`) && /^:\d+:\d+: /.test(text.slice(file.length)), 'with line and column');
    t.throws(() => ConfigFile.open(file), { code: 'CONFIG_INVALID', message: says });
    const backup = await command('backup', `${file}.tar`, file);
    t.match([backup.code, backup.complaint], [1, says]);
  });
}

t.test('a running box that reads such a file again keeps what it has', async (t) => {
  const file = saved(t, 'shop.yaml', Buffer.from(SHOP));
  const config = ConfigFile.open(file);
  const names = config.current.agents.map(({ name }) => name);
  writeFileSync(file, withName(head, NAME, tail));
  t.match(await config.reload(), [{ file, text: /GBK/ }]);
  t.same(
    config.current.agents.map(({ name }) => name),
    names,
  );
});

t.test('a mark at the beginning and Windows line ends are no trouble', async (t) => {
  const file = saved(t, 'shop.yaml', Buffer.from(`\uFEFF${SHOP.replaceAll('\n', '\r\n')}`));
  t.equal('config' in loadConfig(file), true);
});

t.test('a scenario of the exchange is refused alike, for a comment, too', async (t) => {
  const scenario = saved(t, 'wave.yaml', withName('# ', NAME, '\nspans: []\n'));
  const { code, complaint } = await command('exchange', scenario);
  t.equal(code, 1);
  t.match(complaint, /wave\.yaml:1:3: byte 0xD5.*GBK.*save as UTF-8/);
});
