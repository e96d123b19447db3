// SPDX-License-Identifier: GPL-2.0-or-later
// Which exchange can be killed, stopped and started again? A process of its own: an engine in the network's role that does
// what it is asked over the process channel, and tells every fact.
import { NativeMedia } from '../../src/native/index.js';
import { cutSocket } from '../support/cut-socket.js';
import type { ExchangeAnswer, ExchangeOrder } from '../support/far-exchange.js';

const [, , path = ''] = process.argv;
const media = new NativeMedia({
  board: { type: 'virtual', spans: [{ name: 'net', kind: 'e1', carrier: { type: 'listen', path } }] },
  signalling: [{ span: 'net', role: 'network' }],
});
const tell = (answer: ExchangeAnswer) => process.send?.(answer);
media.onFact((fact) => tell({ fact }));

const act = ({ method, args }: ExchangeOrder): unknown => {
  if (method === 'cut') return cutSocket(`${path}.${args[0]}`);
  const command = media[method] as (...args: unknown[]) => unknown;
  return command.apply(media, [...args]);
};

process.on('message', (order: ExchangeOrder) => tell({ id: order.id, result: act(order) }));
process.on('disconnect', () => media.close());
tell({ ready: true });
