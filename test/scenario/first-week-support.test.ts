// SPDX-License-Identifier: GPL-2.0-or-later
// "Help us": is everything in the bundle that helps, and nothing of the shop's people, numbers and secrets, box or no box?
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { readArchive } from '../../src/backup/index.js';
import { Aliases } from '../../src/cli/support/aliases.js';
import { PLAN_DEFAULTS } from '../../src/dialling/index.js';
import type { Language } from '../../src/kernel/index.js';
import { command } from '../support/command.js';
import { run, spillway } from '../support/program.js';
import { shop } from '../support/shop.js';

const NAMES = ['张小芳', 'Wang Xiaoming', '李老板'];
const NUMBERS = [
  '13912345678',
  '+8613912345678',
  '139 1234 5678',
  '021-6666-7777',
  '(021) 66667777',
  '95588',
  '88880001',
];
const SECRETS = [
  '471182',
  '903317',
  'mail-pass-word',
  'SECa1b2c3d4e5f6g7h8',
  '73febdcb-1b38-4d1b-a994-790f21fc8d30',
  'tok_AbCdEf0123456789AbCdEf0123',
  'boss@shop.example',
  'smtp-user-7',
  'a secret in a hook',
];

/** A shop that has all of it in every place, and a box that runs by it. */
async function telling(t: Test, language: Language = 'en') {
  const place = await shop(
    t,
    {
      config: {
        agents: [
          { id: '1001', name: NAMES[0], queues: ['sales'], pin: SECRETS[0] },
          { id: '1002', name: NAMES[1], queues: ['sales'], pin: SECRETS[1] },
        ],
        people: [{ id: 'zhao', name: NAMES[2], role: 'supervisor' }],
        blocked: ['13912345678'],
        doNotCall: ['95588'],
        mail: {
          host: '127.0.0.1',
          user: 'smtp-user-7',
          password: 'mail-pass-word',
          from: 'boss@shop.example',
          to: ['boss@shop.example'],
          alarms: 'none',
        },
        hooks: [
          {
            name: 'boss',
            form: 'wecom',
            url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${SECRETS[4]}`,
            alarms: 'none',
          },
          {
            name: 'shift',
            form: 'dingtalk',
            url: `https://oapi.dingtalk.com/robot/send?access_token=${SECRETS[5]}`,
            secret: SECRETS[3],
            alarms: 'none',
          },
          { name: 'own', form: 'web', url: 'https://example.com/', secret: 'a secret in a hook', alarms: 'none' },
        ],
        log: { file: 'box.log' },
      },
    },
    language,
  );
  const { world, path } = place;
  writeFileSync(path, `# ask ${NAMES[2]}, 139 1234 5678, PIN ${SECRETS[0]}\n${readFileSync(path, 'utf8')}`);
  const log = [
    JSON.stringify({
      level: 30,
      time: '2026-10-01T08:00:00.123Z',
      personal: { number: '13912345678' },
      msg: `call of ${NUMBERS[2]}`,
    }),
    JSON.stringify({
      level: 40,
      call: 'call-01k9x3q5w0000a1b2',
      from: NUMBERS[1],
      actor: 'user:xiaofang(1000)',
      msg: NAMES[0],
    }),
    JSON.stringify({
      level: 50,
      err: { message: `GET https://x.example/a?access_token=${SECRETS[5]} by ${NAMES[1]}` },
    }),
    `2026-10-01 08:00:01 WARNING ${NAMES[0]} ${NUMBERS[3]} ${NUMBERS[4]} password: ${SECRETS[2]} pin=${SECRETS[1]}`,
    `Authorization: Bearer ${SECRETS[5]} in /home/xiaofang/spillway ${SECRETS[6]} ${NUMBERS[5]}`,
  ];
  writeFileSync(join(world.folder, 'box.log'), `${log.join('\n')}\n`);
  const target = join(world.folder, 'help.tar.gz');
  return { ...place, target };
}

async function unpacked(archive: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  await readArchive(archive, async ({ name, chunks }) => {
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    files.set(name.replace('spillway-support/', ''), Buffer.concat(parts).toString('utf8'));
  });
  return files;
}

function hasNothingOf(t: Test, files: ReadonlyMap<string, string>): void {
  const digits = (text: string) => text.replaceAll(/[ ()-]/g, '');
  for (const [name, text] of files) {
    for (const one of [...NAMES, ...NUMBERS, ...SECRETS, 'xiaofang']) t.notOk(text.includes(one), `${name}: ${one}`);
    for (const one of ['13912345678', '02166667777'])
      t.notOk(digits(text).includes(one), `${name}: ${one} in another form`);
  }
}

const FILES = [
  'README.txt',
  'versions.json',
  'configuration.yaml',
  'status.json',
  'alarms.json',
  'outbox.json',
  'doctor.json',
  'log.txt',
];

for (const language of ['en', 'zh-CN'] as const) {
  t.test(`a bundle of a running box, and one where none runs: ${language}`, async (t) => {
    const { world, path, spillway, target } = await telling(t, language);
    const { code, text, complaint } = await spillway('support', '--output', target, '--config', path);
    t.equal(code, 0, complaint);
    t.match(text, language === 'en' ? /not in it: recordings/ : /不包含：录音/);
    t.equal(statSync(target).mode & 0o777, 0o600);
    const files = await unpacked(target);
    t.same([...files.keys()], FILES);
    hasNothingOf(t, files);
    t.match(JSON.parse(files.get('status.json') ?? ''), {
      agents: [{ id: '1001', name: /^person-\d+$/ }, {}],
      spans: [{}],
    });
    t.match(files.get('configuration.yaml'), /queue: sales/);
    t.match(files.get('log.txt'), /call-01k9x3q5w0000a1b2[\s\S]*2026-10-01 08:00:01 WARNING person-\d+ number-\d+/);
    t.match(JSON.parse(files.get('versions.json') ?? ''), { node: { node: process.versions.node } });
    t.match(await spillway('support', '--output', target), { code: 1 }, 'nothing is overwritten');

    rmSync(join(world.folder, 'data/box.sock'));
    rmSync(target);
    const absent = join(world.folder, 'nobody.sock');
    const alone = await command(
      { language },
      'support',
      '--output',
      target,
      '--config',
      path,
      '--socket',
      absent,
      '--json',
    );
    t.match(JSON.parse(alone.text), { file: target, files: FILES });
    const without = await unpacked(target);
    hasNothingOf(t, without);
    t.match(JSON.parse(without.get('status.json') ?? ''), { error: /./ });
  });
}

t.test('a file that is no YAML is in it line by line, without what it must not have', async (t) => {
  const { world, path, target } = await telling(t);
  writeFileSync(path, `${readFileSync(path, 'utf8')}\nagents: [\n  { name: ${NAMES[0]}, pin: ${SECRETS[0]}\n`);
  rmSync(join(world.folder, 'data/box.sock'));
  const { code } = await command(
    'support',
    '--output',
    target,
    '--config',
    path,
    '--socket',
    join(world.folder, 'nobody.sock'),
  );
  t.equal(code, 0);
  const text = (await unpacked(target)).get('configuration.yaml') ?? '';
  for (const one of [...NUMBERS.slice(0, 6), ...SECRETS, ...NAMES]) t.notOk(text.includes(one), one);
});

t.test('so is a file that is YAML and wrong, with numbers that nobody quoted', async (t) => {
  const { world, path, target } = await telling(t);
  writeFileSync(
    path,
    `${readFileSync(path, 'utf8')}\nblockd: [13912345678, 02166667777]\nwhat: { pin: 471182, note: ${NAMES[0]} }\n`,
  );
  rmSync(join(world.folder, 'data/box.sock'));
  const socket = join(world.folder, 'nobody.sock');
  t.match(await command('support', '--output', target, '--config', path, '--socket', socket), { code: 0 });
  const files = await unpacked(target);
  hasNothingOf(t, files);
  t.match(files.get('configuration.yaml'), /blockd:\n {2}- number-\d+\n {2}- number-\d+/);
});

t.test('one number has one alias, whatever its form; times, ids and counts stay', async (t) => {
  const aliases = new Aliases({ ...PLAN_DEFAULTS, country: 'CN', areaCode: '21' });
  const said = (text: string) => aliases.text(text);
  const first = said('13912345678');
  t.match(first, /^number-1$/);
  for (const form of ['+86 139 1234 5678', '86-13912345678', '013912345678', '139-1234-5678'])
    t.equal(said(form), first, form);
  t.equal(said('13912345679'), 'number-2');
  for (const kept of [
    '2026-10-01T08:00:00.123Z',
    '2026-10-01 08:00:00',
    'call-01k9x3q5w0000a1b2',
    '127.0.0.1',
    'port 5060',
    'cause 16',
  ])
    t.equal(said(kept), kept);
  t.same(aliases.value({ at: 1_790_783_940_000, number: '13912345678' }), {
    at: 1_790_783_940_000,
    number: 'number-1',
  });
  aliases.know('person', 'Li');
  t.equal(said('Li did Listen'), 'person-1 did Listen');
});

t.test('the first example of the help writes a bundle into the folder in which it is typed', async (t) => {
  const folder = t.testdir({});
  const { code, lines } = await run(spillway, ['support', '--socket', join(folder, 'nobody.sock')], { folder });
  t.equal(code, 0);
  const [name = ''] = readdirSync(folder);
  t.match(name, /^spillway-support-\d{8}T\d{6}Z\.tar\.gz$/);
  t.match(lines[0], name);
  t.same([...(await unpacked(join(folder, name))).keys()], FILES);
});
