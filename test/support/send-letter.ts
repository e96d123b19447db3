// SPDX-License-Identifier: GPL-2.0-or-later
// A process of its own that sends one mail: whom it trusts is said when it starts (NODE_EXTRA_CA_CERTS). Prints the answer as JSON.
import type { MailTarget } from '../../src/outbox/message.js';
import { SendingThread } from '../../src/outbox/sending-thread.js';

const target = JSON.parse(process.argv[2] ?? '') as MailTarget;
const at = Date.UTC(2026, 9, 1, 0, 30);
const sender = new SendingThread();
const message = {
  kind: 'report',
  day: '2026-09-30',
  zone: 'Asia/Shanghai',
  calls: { offered: 5, answered: 3, abandoned: 2 },
  queues: [],
  agents: [],
} as const;
const answer = await sender.send(
  target,
  { id: `report/${target.name}`, target: target.name, at, tries: 0, message },
  at,
);
console.log(JSON.stringify(answer));
sender.close();
