// SPDX-License-Identifier: GPL-2.0-or-later
// Does a name lead where the file said, or into a network of the shop's own? Looked at when it is resolved, and that address is used.

import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';

const V4 = (
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16 ' +
  '198.18.0.0/15 224.0.0.0/4 240.0.0.0/4'
).split(' ');
/** Among them IPv4 in disguise: mapped, and behind NAT64. */
const V6 = '::/127 ::ffff:0:0/96 64:ff9b::/96 fc00::/7 fe80::/10 fec0::/10 ff00::/8'.split(' ');

function listed(family: 'ipv4' | 'ipv6', nets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const net of nets) {
    const [address = '', bits] = net.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Apart: a list of both takes every IPv4 address for a mapped one. */
const PRIVATE = { ipv4: listed('ipv4', V4), ipv6: listed('ipv6', V6) };

/** Whether an address is of no public network (RFC 6890). */
export function isPrivate(address: string): boolean {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  return PRIVATE[family].check(address, family);
}

/** Resolves a name; unless it may, never to a private address. An address that is written out is not resolved: the file named it. */
export function resolving(mayBePrivate: boolean, resolve: typeof lookup = lookup): LookupFunction {
  return (host, options, callback) => {
    const all: LookupOptions & { readonly all: true } = { ...options, all: true };
    resolve(host, all, (error, found) => {
      if (error !== null) return callback(error, []);
      const allowed = mayBePrivate || host === 'localhost' ? found : found.filter(({ address }) => !isPrivate(address));
      const [first] = allowed;
      if (first === undefined) return callback(refused(host, found), []);
      return options.all === true ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}

function refused(host: string, found: readonly LookupAddress[]): Error {
  const address = found[0]?.address ?? 'nothing';
  return new Error(`${host} is ${address}, an address of a network of your own: write private: true if it is meant`);
}
