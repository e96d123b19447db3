// SPDX-License-Identifier: GPL-2.0-or-later
// Where are recordings read and sealed? In a thread of its own: none of it costs the thread that routes calls.

import { parentPort, workerData } from 'node:worker_threads';
import { type CarryJob, carryRecording, type Digest, type SealJob, sealRecording } from './seal.js';

export type SealRequest = { readonly n: number } & ({ readonly seal: SealJob } | { readonly carry: CarryJob });
export type SealAnswer = { readonly n: number } & ({ readonly digest: Digest | null } | { readonly failed: string });

/** This file may be loaded in threads that are begun for something else. */
if (parentPort !== null && workerData === 'spillway-seal') {
  const port = parentPort;
  port.on('message', (request: SealRequest) => {
    const work = 'seal' in request ? sealRecording(bufferOf(request.seal)) : carryRecording(request.carry);
    const { n } = request;
    work.then(
      (digest) => port.postMessage({ n, digest: digest ?? null } satisfies SealAnswer),
      (error: Error) => port.postMessage({ n, failed: error.message } satisfies SealAnswer),
    );
  });
}

/** A key comes over as plain bytes. */
function bufferOf(job: SealJob): SealJob {
  const { seal } = job;
  if (seal === undefined) return job;
  return { ...job, seal: { ...seal, key: { ...seal.key, bytes: Buffer.from(seal.key.bytes) } } };
}
