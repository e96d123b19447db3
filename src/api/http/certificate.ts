// SPDX-License-Identifier: GPL-2.0-or-later
// By which certificate does the web process speak TLS? The shop's, or one that it makes itself and keeps; its fingerprint is shown to people.

import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '../../kernel/index.js';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const YEARS = 5;
const YEAR = 365 * 86_400_000;
const FILE = 'web.crt';
const KEY_FILE = 'web.key';

/** That of a folder; made when there is none, or it is over. */
export function madeCertificate(folder: string, at: Instant): Certificate {
  const [path, keyPath] = [join(folder, FILE), join(folder, KEY_FILE)];
  if (existsSync(path) && existsSync(keyPath)) {
    const cert = readFileSync(path, 'utf8');
    if (Date.parse(new X509Certificate(cert).validTo) > at) return { cert, key: readFileSync(keyPath, 'utf8') };
  }
  const made = makeCertificate(at);
  writeFileSync(keyPath, made.key, { mode: 0o600 });
  writeFileSync(path, made.cert, { mode: 0o644 });
  return made;
}

/** `AB:CD:...`: SHA-256 of the certificate, as browsers show it. */
export function fingerprintOf(cert: string): string {
  return new X509Certificate(cert).fingerprint256;
}

// X.690: a tag, a length, what is in it.
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const oid = (...bytes: readonly number[]) => der(0x06, Buffer.from(bytes));
const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const COMMON_NAME = oid(0x55, 0x04, 0x03);
const ALT_NAMES = oid(0x55, 0x1d, 0x11);
const CONSTRAINTS = oid(0x55, 0x1d, 0x13);
const KEY_USE = oid(0x55, 0x1d, 0x25);
const SERVER = oid(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01);

/** RFC 5280, ECDSA on P-256, for this machine's name and addresses. */
function makeCertificate(at: Instant): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(hostname().slice(0, 64))))));
  const to = (when: Instant) => der(0x18, Buffer.from(`${new Date(when).toISOString().replace(/[-:T]|\.\d+/g, '')}`));
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const extensions = sequence(
    sequence(ALT_NAMES, der(0x04, sequence(...altNames()))),
    sequence(CONSTRAINTS, der(0x01, Buffer.from([0xff])), der(0x04, sequence())),
    sequence(KEY_USE, der(0x04, sequence(SERVER))),
  );
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ECDSA_SHA256,
    name,
    sequence(to(at - 86_400_000), to(at + YEARS * YEAR)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = sign('sha256', body, privateKey);
  const whole = sequence(body, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  const cert = `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}

function altNames(): Buffer[] {
  const names = [...new Set([hostname(), 'localhost', 'spillway'])];
  const addresses = Object.values(networkInterfaces()).flatMap((of) => of ?? []);
  const fours = addresses.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
  return [
    ...names.map((name) => der(0x82, Buffer.from(name))),
    ...fours.map((address) => der(0x87, Buffer.from(address.split('.').map(Number)))),
  ];
}
