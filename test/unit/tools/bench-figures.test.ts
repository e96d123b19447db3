// SPDX-License-Identifier: GPL-2.0-or-later
// Do the benchmarks count right? Percentiles, and bits on a D-channel.
import t from 'tap';
import { delays, median, percentile } from '../../../tools/bench/figures.mjs';
import { WireCount, wireBits } from '../../../tools/bench/wire.mjs';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const release = bytes('0201080a080200034d08028190');
const disconnect = bytes('00010808080280034508028190');

t.test('percentiles are those of sorted values, in whatever order they come', async (t) => {
  const values = [5, 1, 4, 2, 3];

  t.equal(median(values), 3);
  t.equal(percentile(values, 0.99), 5);
  t.equal(percentile(values, 0), 1);
  t.same(delays(values), {
    figure: 'p50 3.00 ms, p99 5.00 ms, n 5',
    values: { p50Ms: 3, p99Ms: 5, maxMs: 5, n: 5 },
  });
});

t.test('a frame on the wire has a flag, its octets, two of check, and a zero after five ones', async (t) => {
  t.equal(wireBits(bytes('00017f')), 8 + 3 * 8 + 2 * 8 + stuffed('00017f'));
  t.ok(stuffed('00017f') >= 1, 'seven ones in a row');
});

/** Zeros that are stuffed into a frame, counted the slow way: over its bits as text. */
function stuffed(hex: string): number {
  const check = fcs(bytes(hex));
  const octets = [...bytes(hex), check & 0xff, check >> 8];
  const bits = octets.map((octet) => [...octet.toString(2).padStart(8, '0')].reverse().join('')).join('');
  return bits.match(/11111/g)?.length ?? 0;
}

/** The check of X.25, by its polynomial over bits. */
function fcs(octets: Uint8Array): number {
  let register = 0xffff;
  for (const octet of octets) {
    for (let bit = 0; bit < 8; bit++) {
      const mix = (register ^ (octet >> bit)) & 1;
      register = (register >> 1) ^ (mix ? 0x8408 : 0);
    }
  }
  return register ^ 0xffff;
}

t.test('the busier direction and the messages of a call are added up', async (t) => {
  const wire = new WireCount();

  wire.add({ direction: 'sent', bytes: release });
  wire.add({ direction: 'received', bytes: disconnect });
  wire.add({ direction: 'received', bytes: bytes('00010102') });

  t.equal(wire.busierDirection, 'from the box');
  t.equal(wire.busierOctets, (wireBits(disconnect) + wireBits(bytes('00010102'))) / 8);
  t.equal(wire.exchangeSeconds(), (wireBits(release) + wireBits(disconnect)) / 64_000, 'RR is no message of a call');
});
