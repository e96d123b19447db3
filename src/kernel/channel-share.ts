// SPDX-License-Identifier: GPL-2.0-or-later
// How many channels are a share of them? Pure.

const GRAIN = 1e-9; // sums of shares are binary fractions; a call is not lost to the last bit

/** The number of busy channels at which utilisation reaches `share`, rounded up to a whole channel. What utilisation is says report/. */
export function channelsAt(share: number, inService: number): number {
  return Math.ceil(share * inService - GRAIN);
}

/** The most busy channels with which utilisation is no more than `share`. */
export function channelsBelow(share: number, inService: number): number {
  return Math.floor(share * inService + GRAIN);
}
