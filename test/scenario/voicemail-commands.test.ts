// SPDX-License-Identifier: GPL-2.0-or-later
// What can be done with messages by command? They are listed, marked, sent on, deleted; a person with no right to it is refused.
import { join } from 'node:path';
import t from 'tap';
import { ROLES, refusalOf } from '../../src/access/index.js';
import { ConfigFile } from '../../src/config/index.js';
import { controlMethods } from '../../src/host/index.js';
import { agentId } from '../support/box.js';
import { mailboxHouse, service } from '../support/mailbox-house.js';

t.test('list, boxes, save, forward, delete; what there is not is said', async (t) => {
  const config = { mailboxes: [service(), { name: 'boss', agents: [agentId(2)], quota: 1 }] };
  const { world, box, leaves } = await mailboxHouse(t, { config });
  await leaves();
  await box.settled();
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'), { menus: [], functions: [] });
  const methods = controlMethods(box, file, new AbortController());
  const stream = {
    item: () => {},
    signal: new AbortController().signal,
    by: { actor: 'user', source: 'shell' },
  } as never;
  const ask = async (method: string, params: object = {}) => methods[method]?.(params as never, stream);
  const [message] = (await ask('voicemail.list')) as { readonly id: string }[];
  const id = message?.id ?? '';
  t.match(await ask('voicemail.boxes'), [
    { box: 'service', new: 1 },
    { box: 'boss', new: 0 },
  ]);
  t.match(await ask('voicemail.list', { agent: agentId(1), box: 'boss' }), []);
  await ask('voicemail.change', { action: 'save', message: id.slice(-7) });
  t.match(box.voicemail.list(), [{ state: 'saved' }]);
  await ask('voicemail.change', { action: 'forward', message: id, to: 'boss' });
  t.match(await ask('voicemail.list', { box: 'boss' }), [{ state: 'new' }]);
  await t.rejects(ask('voicemail.change', { action: 'forward', message: id, to: 'boss' }), { code: 'REFUSED' });
  await t.rejects(ask('voicemail.change', { action: 'forward', message: id, to: 'nobody' }), { code: 'NOT_FOUND' });
  await t.rejects(ask('voicemail.change', { action: 'burn', message: id }), /new, heard, save, delete, forward/);
  await t.rejects(ask('voicemail.list', { box: 'nobody' }), { code: 'NOT_FOUND' });
  await ask('voicemail.change', { action: 'delete', message: id });
  t.equal(box.voicemail.list().length, 1, 'the other box still has it');
});

t.test('rights: a supervisor may, an agent for himself alone', async (t) => {
  const person = (role: 'agent' | 'supervisor') => ({
    ...{ id: '1001', name: 'One', role, rights: new Set(ROLES[role]) },
  });
  t.equal(refusalOf(person('supervisor'), 'voicemail.change', { action: 'delete' }), undefined);
  t.equal(refusalOf(person('agent'), 'voicemail.list', { agent: '1001' }), undefined);
  t.match(refusalOf(person('agent'), 'voicemail.list', {}), /messages.read/);
  t.match(refusalOf(person('agent'), 'voicemail.change', { agent: '1002' }), /messages.change/);
});
