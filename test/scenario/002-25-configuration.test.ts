// SPDX-License-Identifier: GPL-2.0-or-later
// Row 002-25: is a wrong configuration refused with file, line, column and reason, while the running one stays?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import t from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { reload } from '../../src/host/run-box.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

t.test('a running box keeps its configuration when the new file is wrong, and says where', async (t) => {
  const { world, box, events } = await openBox(t);
  const path = join(world.folder, 'spillway.yaml');
  const file = ConfigFile.open(path);
  const logged: string[] = [];
  const log = pino({}, { write: (line: string) => logged.push(line) });
  const good = readFileSync(path, 'utf8');
  const lines = good.split('\n').length;

  writeFileSync(path, `${good}surge:\n  on: 0.5\n  offf: 0.4\nblocked: [13912345678]\n`);
  const problems = await reload(box, file, log);

  t.match(problems, [
    `${path}:${lines + 2}:3: "offf" is not known here: did you mean "off"?`,
    `${path}:${lines + 3}:11: "0": 13912345678 is read as a number`,
  ]);
  t.match(logged.join('\n'), /keeps the old one/);
  t.same(await events('configuration.loaded'), []);
  await box.settled();
  t.match(await events('configuration.refused'), [{ detail: JSON.stringify({ file: path, problems: 2 }) }]);
  const caller = world.network.call(ACCESS_NUMBER, '13912345678');
  await world.until(() => world.telephone(1).rings);
  caller.clear();
});

t.test('a right file is taken at once: lists, access numbers and queues of the next call', async (t) => {
  const { world, box, events } = await openBox(t);
  const path = join(world.folder, 'spillway.yaml');
  const file = ConfigFile.open(path);
  const log = pino({ level: 'silent' });
  const good = readFileSync(path, 'utf8');
  const refused = async (calling: string, called = ACCESS_NUMBER) => {
    const caller = world.network.call(called, calling);
    await world.advance(1_000);
    const { cause } = caller;
    caller.clear();
    await world.until(() => caller.state === 'cleared');
    return cause;
  };

  writeFileSync(path, `${good}blocked: ['13912345678']\n`);
  t.same(await reload(box, file, log), []);
  t.equal(await refused('13912345678'), 21);
  t.equal(await refused('13912345679'), undefined);

  writeFileSync(path, good.replace(`"${ACCESS_NUMBER}"`, '"88880009"'));
  t.same(await reload(box, file, log), []);
  t.equal(await refused('13912345678'), 1, 'the number that is no longer served');
  t.equal(await refused('13912345678', '88880009'), undefined, 'and that is no longer blocked');
  t.equal((await events('configuration.loaded')).length, 2);
});
