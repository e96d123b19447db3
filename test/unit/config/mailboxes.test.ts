// SPDX-License-Identifier: GPL-2.0-or-later
import t from 'tap';
import { readConfig } from '../../../src/config/index.js';

const SMALLEST = {
  board: {
    type: 'virtual' as const,
    spans: [{ name: 'e1', kind: 'e1' as const, carrier: { type: 'listen' as const, path: '/run/e1.sock' } }],
  },
  accessNumbers: [{ number: '88880001', queue: 'sales' }],
  queues: [{ name: 'sales' }],
};
const said = (box: object, more: object = {}): string => {
  try {
    readConfig({ ...SMALLEST, mailboxes: [{ name: 'service', ...box }], ...more });
    return '';
  } catch (error) {
    return String(error);
  }
};

t.test('nobody calls an emergency number to tell of a message', async (t) => {
  t.equal(said({ notify: '13800138000' }), '');
  t.match(said({ notify: '110' }), /"notify": 110 is an emergency number/);
  t.match(said({ notify: '61999' }, { dialling: { emergency: ['61999'] } }), /"notify": 61999 is an emergency number/);
});

t.test('what a box names is there', async (t) => {
  t.match(said({ agents: ['1001'] }), /1001/);
  t.match(said({ queues: ['nobody'] }), /nobody/);
  t.match(said({ mail: ['service@example.com'] }), /there is no mail server/);
});
