// SPDX-License-Identifier: GPL-2.0-or-later
// Does the reader of traces see a promise that was heard too early, and does it let one pass that was not?
import t from 'tap';
import { asHex, outOfOrder, readTrace, speaks, writesTo } from './trace.js';

const voice = Uint8Array.from({ length: 160 }, (_, i) => i);
const promise = { rows: ['callback-1', 'call-1'], follows: speaks(17, voice) };

const text = (words: string) => asHex(Buffer.from(words));
const wal = `23<${text('/data/spillway.db-wal')}>`;
const write = (words: string) => `10 pwrite64(${wal}, "${text(words)}", 4096, 32) = 4096`;
const flush = `10 fsync(${wal}) = 0`;
const audio = (channel: number) => {
  const packet = Buffer.alloc(8 + 30 * 160, 0x55);
  packet.set(voice, 8 + channel * 160);
  return `12 sendto(28<${text('socket:[7]')}>, "${asHex(packet)}", 4808, MSG_DONTWAIT|MSG_NOSIGNAL, NULL, 0) = 4808`;
};
const verdict = (...lines: string[]) => outOfOrder(readTrace(lines.join('\n')), promise);

t.test('rows written, flushed, then the voice on the channel of the slot: right', async (t) => {
  t.equal(verdict(write('..callback-1..'), write('..call-1..'), flush, audio(15)), undefined);
});

t.test('a voice before the flush is found, also when the flush had begun', async (t) => {
  const rows = write('callback-1 call-1');

  t.match(verdict(rows, audio(15), flush), /it came in line 1, the flush was over in 2/);
  t.match(verdict(write('callback-1'), flush, write('call-1'), audio(15), flush), /it came/);
  const begun = [`10 fsync(${wal} <unfinished ...>`, audio(15), '10 <... fsync resumed>) = 0'];
  t.match(verdict(rows, ...begun), /it came/);
  t.equal(verdict(rows, begun[0] ?? '', begun[2] ?? '', audio(15)), undefined);
});

t.test('a flush that failed is none; rows and voices that are not there are told', async (t) => {
  const failed = `10 fsync(${wal}) = -1 EIO (Input/output error)`;

  t.match(verdict(write('callback-1 call-1'), failed, audio(15)), /never flushed/);
  t.match(verdict(write('callback-1'), flush, audio(15)), /call-1 was never written/);
  t.match(verdict(write('callback-1 call-1'), flush, audio(14)), /never came/);
});

t.test('a file that is written before its row is flushed is found', async (t) => {
  const sound = `11 pwrite64(30<${text('/data/recordings/a.wav')}>, "${text('RIFF')}", 4, 0) = 4`;
  const recording = { rows: ['recording-1'], follows: writesTo('/data/recordings/a.wav') };
  const order = (...lines: string[]) => outOfOrder(readTrace(lines.join('\n')), recording);

  t.equal(order(write('recording-1'), flush, sound), undefined);
  t.match(order(write('recording-1'), sound, flush), /it came/);
});
