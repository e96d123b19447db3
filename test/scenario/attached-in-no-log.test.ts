// SPDX-License-Identifier: GPL-2.0-or-later
// What is attached to a call is personal: does it stand in the record of the contact and nowhere in the log, at whatever level, when a program
// attaches it, when it is changed, refused, and when the call is led on?
import pino from 'pino';
import t from 'tap';
import { agentId, openBox } from '../support/box.js';
import { talk } from '../support/floor.js';

const SECRETS = ['Wang Xiaoming', '310101199003077715', 'Nanjing Road 100', 'x'.repeat(4_200)];
const [NAME = '', IDENTITY = '', ADDRESS = '', TOO_LONG = ''] = SECRETS;

t.test('names, identity numbers and addresses that are attached to a call are in no line of the log', async (t) => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const place = await openBox(t, { signedIn: 2, log });
  const { world, box, reads, events } = place;

  await talk(place);
  await box.settled();
  const [{ call } = { call: null }] = await events('offer.made');
  if (call === null) throw new Error('nobody was offered the call');
  box.attach(call, { name: NAME, identity: IDENTITY });
  box.attach(call, { address: ADDRESS });
  t.throws(() => box.attach(call, { note: TOO_LONG }), { code: /.+/ }, 'more than 4 KiB is refused');
  box.calling.singleStepTransfer(agentId(1), { agent: agentId(2) });
  await world.advance(3_000);
  await box.settled();

  const [contact] = await reads.selectFrom('contact').select('data').execute();
  t.match(contact?.data, new RegExp(NAME), 'it stands with the contact');
  t.ok(lines.length > 0, 'the log is written');
  for (const secret of SECRETS)
    t.notOk(
      lines.some((line) => line.includes(secret)),
      secret.slice(0, 20),
    );
});
