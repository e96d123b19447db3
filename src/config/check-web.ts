// SPDX-License-Identifier: GPL-2.0-or-later
// Does what the file says of the console and of its people agree with the rest?

import { USUAL_ROLES } from './people-schema.js';
import type { Finding, Path } from './problems.js';
import { duplicates, unknownName } from './references.js';
import type { Config } from './schema.js';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/** Roles that there are, a queue that there is, and no passwords over a wire without TLS. */
export function checkWeb({ agents, people, queues, roles, web }: Config): Finding[] {
  const known = [...USUAL_ROLES, ...roles.map(({ name }) => name)];
  const roleAt = (role: string | undefined, at: Path) =>
    role === undefined ? [] : unknownName(role, 'role', known, [...at, 'role']);
  return [
    ...duplicates(roles, ['roles'], 'name'),
    ...people.flatMap(({ role }, index) => roleAt(role, ['people', index])),
    ...agents.flatMap(({ role }, index) => roleAt(role, ['agents', index])),
    ...(web === undefined ? [] : checkListening(web)),
    ...(web?.callbacks === undefined
      ? []
      : unknownName(
          web.callbacks.queue,
          'queue',
          queues.map(({ name }) => name),
          ['web', 'callbacks', 'queue'],
        )),
  ];
}

function checkListening({ address, certificate }: NonNullable<Config['web']>): Finding[] {
  if (certificate !== 'none' || LOOPBACK.test(address)) return [];
  const text = `"certificate": none would send passwords in the open: write "made", or "address: 127.0.0.1" with a proxy before it`;
  return [{ path: ['web', 'certificate'], text }];
}
