// SPDX-License-Identifier: GPL-2.0-or-later
// How long after SETUP does a telephone ring? One more caller beside whoever talks, both instants in the time of the exchange's engine.
import { setTimeout as sleep } from 'node:timers/promises';
import { isSetup } from './wire.mjs';

const talkMs = 100;
const normalClearing = 16;

/**
 * One more caller: a telephone rings and is lifted, he hangs up, it is put down. Milliseconds from the first bit of his
 * SETUP to the ring.
 * @param {import('./far-end.mjs').FarEnd} farEnd
 * @param {number} channel
 */
export async function setupToRing(farEnd, channel) {
  const { media } = farEnd;
  const span = media.channels.find(({ index }) => index === channel)?.span ?? 0;
  let [sentAt, rangAt, telephone, over] = [0, 0, -1, false];
  const frames = media.onFrame(span, ({ direction, bytes, at }) => {
    if (direction === 'sent' && isSetup(bytes)) sentAt = at;
  });
  const rings = media.onFact((fact) => {
    if (fact.type !== 'ringStarted') return;
    rangAt = fact.at;
    telephone = fact.channel;
  });
  const call = farEnd.call(channel, (fact) => {
    if (fact.type === 'cleared') over = true;
  });
  await farEnd.until(() => telephone >= 0);
  frames();
  rings();
  media.hook(telephone, true);
  await sleep(talkMs);
  media.clear(call, normalClearing);
  await farEnd.until(() => over);
  media.hook(telephone, false);
  return rangAt - sentAt;
}
