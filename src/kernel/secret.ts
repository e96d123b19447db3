// SPDX-License-Identifier: GPL-2.0-or-later
// What is a secret that the configuration names? Read anew at each attempt, so that one that was changed is taken.

import { readFileSync } from 'node:fs';

/** As it is, or where it stands. */
export type Secret = string | { readonly environment: string } | { readonly file: string };

/** Throws an Error whose message says why it cannot be read. */
export function secretOf(
  secret: Secret | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  if (secret === undefined || typeof secret === 'string') return secret;
  if ('environment' in secret) {
    const value = environment[secret.environment];
    if (value === undefined || value === '')
      throw new Error(`the secret cannot be read: the environment has no ${secret.environment}`);
    return value;
  }
  try {
    return readFileSync(secret.file, 'utf8').trim();
  } catch (error) {
    throw new Error(`the secret cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
