// SPDX-License-Identifier: GPL-2.0-or-later
// Does the sample of members lead who keys in his number and his PIN on, and does the PIN stand nowhere, whatever is searched?
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pino from 'pino';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import { command } from '../support/command.js';
import { digitsOf } from '../support/digits-of.js';
import { agent } from '../support/floor.js';
import { HookServer } from '../support/hook-server.js';
import { shop } from '../support/shop.js';

const { flows } = parse(readFileSync('examples/member-service.yaml', 'utf8')) as { readonly flows: unknown };
const PIN = '80364275';
const config = {
  flows,
  accessNumbers: [{ number: '4008880002', menu: 'members' }],
  queues: [
    { name: 'members', wrapUp: '0s' },
    { name: 'service', wrapUp: '0s' },
  ],
  agents: [{ id: '1001', name: 'Li Na', pin: '4711', queues: ['members', 'service'] }],
  access: { tries: 4, lockout: '1min' },
};

async function members(t: Test) {
  const hook = await new HookServer().listen();
  t.teardown(() => hook.close());
  const told = { name: 'client', form: 'web', url: hook.url, secret: 'at-least-8-characters', alarms: 'none' };
  const hooks = [{ ...told, events: ['offer.made', 'call.ended', 'member.refused'] }];
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const place = await shop(t, { config: { ...config, hooks }, signedIn: 1, log }, 'en');
  const { world, box, spillway, reads } = place;
  await spillway('customers', 'set', 'K17', 'numbers=13912345678', 'name=Li Xiaolong', 'grade=3');
  t.match(await spillway('customers', 'pin', 'K17', '--pin', PIN), { code: 0, text: /another PIN/ });
  const calls = () => {
    const caller = world.network.call('4008880002', '13800000001');
    const hears = async (prompt: string) => {
      const listened = world.listen(caller.channel.index, await world.load(`zh-CN/${prompt}`));
      await world.until(() => listened.heard, 90_000);
      await world.advance(300);
    };
    const keys = async (number: string, pin: string) => {
      await hears('ask-member-number');
      caller.sendDigits(`${number}#`);
      await hears('agent-key-in-pin');
      caller.sendDigits(`${pin}#`);
    };
    return { caller, hears, keys };
  };
  const rings = () => world.until(() => world.telephone(1).rings, 60_000);
  const last = async () => {
    await box.settled();
    const row = await reads.selectFrom('contact').selectAll().orderBy('startedAt', 'desc').executeTakeFirstOrThrow();
    return JSON.parse(row.data ?? '{}') as Readonly<Record<string, string>>;
  };
  return { ...place, calls, rings, last, lines, hook };
}

t.test(
  'the right PIN leads to the members’ queue, and it stands in no log, row, message, recording or backup',
  async (t) => {
    const place = await members(t);
    const { world, box, calls, rings, last, lines, hook, path, spillway } = place;
    const { caller, keys } = calls();
    const heard = join(world.folder, 'heard.wav');
    await keys('999', '0000'); // nobody has this number: wrong
    await keys('13912345678', PIN);
    await rings();
    t.equal(box.calling.supervision.waiting.list()[0]?.queue ?? 'members', 'members');
    world.telephone(1).lift();
    await world.until(() => agent(box, 1).state === 'talking');
    const hearing = world.media.record(world.telephone(1).channel, heard);
    await world.advance(2_000);
    world.media.stop(hearing);
    caller.clear();
    await world.until(() => caller.state === 'cleared');
    world.telephone(1).putDown();
    await world.advance(1_000);
    t.match(await last(), { member: 'K17', path: 'member' });
    t.notOk('pin' in (await last()));
    await box.settled();
    await hook.received(2);

    const trace = await spillway(
      'flows',
      'trace',
      (await place.reads.selectFrom('call').select('id').executeTakeFirstOrThrow()).id,
    );
    t.match(trace.text, /members \/ check\n.*done/);
    const archive = join(world.folder, 'box.tar.gz');
    t.match(await command('backup', archive, path), { code: 0 });
    const bytes = readFileSync(archive);
    const files = readdirSync(join(world.folder, 'data'), { recursive: true, withFileTypes: true }).filter((it) =>
      it.isFile(),
    );
    t.ok(files.length > 1);
    const places: Readonly<Record<string, Buffer>> = {
      log: Buffer.from(lines.join('\n')),
      trace: Buffer.from(trace.text),
      messages: Buffer.from(JSON.stringify(hook.posts)),
      backup: bytes[0] === 0x1f ? gunzipSync(bytes) : bytes,
      ...Object.fromEntries(files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name))])),
    };
    t.ok((places.backup?.length ?? 0) > 10_000 && lines.length > 0, 'there is something to search');
    for (const [what, found] of Object.entries(places)) t.notOk(found.includes(PIN), `${what} has no PIN`);
    const recordings = files.filter(({ name }) => name.endsWith('.wav')).map((it) => join(it.parentPath, it.name));
    t.ok(recordings.length > 0, 'the conversation is recorded');
    for (const file of [...recordings, heard]) t.equal(digitsOf(file), '', `${file}: no digit`);
  },
);

t.test('three wrong PINs lead to the usual queue, and the member is known to nobody', async (t) => {
  const { calls, rings, last, reads } = await members(t);
  const { caller, keys, hears } = calls();
  for (const wrong of ['1111', '2222', '3333']) {
    await keys('13912345678', wrong);
    if (wrong !== '3333') await hears('member-wrong');
  }
  await rings();
  caller.clear();
  t.same(Object.keys(await last()), []);
  const segments = await reads.selectFrom('segment').selectAll().where('kind', '=', 'waiting').execute();
  t.match(segments, [{ queue: 'service' }]);
});

t.test('wrong PINs of several calls lock the number out, also for the right one, until the time is over', async (t) => {
  const { world, calls, rings, last, events } = await members(t);
  const first = calls();
  for (const wrong of ['1111', '2222', '3333']) await first.keys('13912345678', wrong);
  await rings();
  first.caller.clear();
  await world.advance(1_000);
  const second = calls();
  await second.keys('13912345678', '4444');
  await second.keys('13912345678', PIN);
  await rings();
  t.match(await last(), {}, 'locked out');
  t.same(
    (await events('member.refused')).map(({ detail }) => JSON.parse(detail ?? '{}').reason),
    ['wrong', 'wrong', 'wrong', 'wrong', 'locked'],
  );
  second.caller.clear();
  await world.advance(61_000);
  const third = calls();
  await third.keys('13912345678', PIN);
  await rings();
  third.caller.clear();
  t.match(await last(), { member: 'K17' });
});
