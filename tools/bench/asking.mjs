// SPDX-License-Identifier: GPL-2.0-or-later
// How does a benchmark ask a box over its socket, and its probe? Bytes are counted, not understood.
import { connect } from 'node:net';

/**
 * Asks once, and reads the answer to its end.
 * @param {string} socketFile
 * @param {string} method
 * @param {object} params
 * @returns {Promise<{ readonly ms: number, readonly bytes: number, readonly end: string }>} `end`: the last characters
 */
export function ask(socketFile, method, params) {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const socket = connect(socketFile);
    let bytes = 0;
    let end = '';
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`${method}: the box ended the connection`)));
    socket.on('connect', () => socket.write(`${JSON.stringify({ id: 1, method, params })}\n`));
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      end = (end + chunk.toString('latin1', Math.max(0, chunk.length - 300))).slice(-300);
      if (!end.endsWith('\n')) return;
      socket.removeAllListeners('close');
      socket.destroy();
      if (end.includes('"error":')) reject(new Error(`${method}: ${end}`));
      else resolve({ ms: performance.now() - begun, bytes, end });
    });
  });
}

/**
 * How long JavaScript stood still since the last question; see loop-probe.mjs.
 * @param {string} probe its socket
 * @returns {Promise<{ looks: number, late: { p99: number, max: number }, own: { p99: number, max: number } }>}
 */
export function standstill(probe) {
  return new Promise((resolve, reject) => {
    let text = '';
    connect(probe)
      .setEncoding('utf8')
      .on('error', reject)
      .on('data', (chunk) => {
        text += chunk;
      })
      .on('end', () => resolve(JSON.parse(text)));
  });
}
