// SPDX-License-Identifier: GPL-2.0-or-later
// How do many conversations come to be up? A box with an agent at each telephone, and callers one after the other.
import { plainBox } from './box-process.mjs';

export const size = { spans: 4, telephones: 112 };
export const conversations = 100;

/**
 * @param {string} folder
 * @param {{ readonly spans: number, readonly telephones: number }} [of]
 */
export function talkingBox(folder, of = size) {
  const box = plainBox(folder, of);
  const agents = Array.from({ length: of.telephones }, (_, i) => ({ id: String(1001 + i), port: i + 1 }));
  return {
    ...box,
    queues: box.queues.map((queue) => ({ ...queue, wrapUp: '0s' })),
    surge: { enabled: false },
    agents: agents.map(({ id }) => ({ id, name: id, pin: id, queues: box.queues.map(({ name }) => name) })),
    stations: agents.map(({ id, port }) => ({ number: String(800 + port), span: 'stations', port, agent: id })),
  };
}

/**
 * Begins the conversations one after the other: a telephone that rings is lifted. Gives the channels that stay free.
 * @param {import('./far-end.mjs').FarEnd} farEnd
 * @param {{ readonly over: boolean }} scene until then nobody may be cut off
 * @param {number} [count]
 */
export async function converse(farEnd, scene, count = conversations) {
  let lifted = 0;
  const stop = farEnd.media.onFact((fact) => {
    if (fact.type !== 'ringStarted') return;
    farEnd.media.hook(fact.channel, true);
    lifted++;
  });
  for (let up = 0; up < count; up++) {
    farEnd.call(farEnd.bearers[up] ?? 0, (fact) => {
      if (fact.type === 'cleared' && !scene.over)
        throw new Error(`a conversation was cleared with cause ${fact.cause}`);
    });
    await farEnd.until(() => lifted > up);
  }
  stop();
  return farEnd.bearers.slice(count);
}
