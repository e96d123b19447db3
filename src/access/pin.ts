// SPDX-License-Identifier: GPL-2.0-or-later
// Is this the PIN? PINs are kept as scrypt hashes, each with a salt of its own.

import { randomBytes, randomInt, scryptSync, timingSafeEqual } from 'node:crypto';

/**
 * scrypt's N, about 10 ms. More would only hold up the thread: the lock-out is what protects a PIN of four digits from
 * guessing at a telephone, file permissions are what protect its hash.
 */
const COST = 4096;
const LENGTH = 32;

/** `scrypt$<N>$<salt>$<hash>`, salt and hash in base64. Blocks for about 10 ms. */
export function hashPin(pin: string, salt: Buffer = randomBytes(16)): string {
  return `scrypt$${COST}$${salt.toString('base64')}$${derive(pin, salt, COST).toString('base64')}`;
}

/** Whether `pin` is the one that was hashed; false too for a hash that cannot be read. Blocks for about 10 ms. */
export function isPin(pin: string, hash: string): boolean {
  const [kind, cost, salt, expected] = hash.split('$');
  if (kind !== 'scrypt' || !cost || !salt || !expected || !isCost(Number(cost))) return false;

  const found = derive(pin, Buffer.from(salt, 'base64'), Number(cost));
  const wanted = Buffer.from(expected, 'base64');
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}

function derive(pin: string, salt: Buffer, cost: number): Buffer {
  return scryptSync(pin, salt, LENGTH, { N: cost, r: 8, p: 1 });
}

/** Whether it can be keyed in and is long enough to be one. */
export function isPossiblePin(pin: string): boolean {
  return /^\d{4,12}$/.test(pin);
}

/** Whether it is one of those that are tried first: one digit again and again, digits in a row, a pair repeated, his own number. */
export function isWeakPin(pin: string, owner: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10));
  const [step = 0] = steps;
  const inRow = steps.size === 1 && (step === 0 || step === 1 || step === 9);
  return inRow || /^(\d\d)\1+$/.test(pin) || pin === owner;
}

/** A PIN of six digits that nobody thought of. */
export function randomPin(): string {
  const pin = String(randomInt(0, 1_000_000)).padStart(6, '0');
  return isWeakPin(pin, '') ? randomPin() : pin;
}

/** A power of two that scrypt's default memory limit allows. */
function isCost(cost: number): boolean {
  return Number.isInteger(cost) && cost >= 2 && cost <= 16_384 && (cost & (cost - 1)) === 0;
}
