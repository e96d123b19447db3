// SPDX-License-Identifier: GPL-2.0-or-later
// Who vouches for a server in a test? An authority of its own, made by openssl, that nobody else trusts.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { folderFor } from './look-ups.js';

/** Files in PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

export interface Authority extends Certificate {
  /** A certificate of a server with this name. */
  signs(name: string): Certificate;
}

/** A new authority; gone with the test. */
export function authority(t: Test): Authority {
  const folder = folderFor(t);
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const of = (name: string) => ({ certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const own = of('authority');
  openssl('req', '-x509', ...curve, '-days', '2', '-subj', '/CN=test', '-keyout', own.key, '-out', own.certificate);
  return {
    ...own,
    signs: (name) => {
      const its = of(name);
      const [request, extensions] = [join(folder, `${name}.csr`), join(folder, `${name}.ext`)];
      writeFileSync(extensions, `subjectAltName=DNS:${name}\n`);
      openssl('req', '-new', ...curve, '-subj', `/CN=${name}`, '-keyout', its.key, '-out', request);
      const by = ['-CA', own.certificate, '-CAkey', own.key, '-CAcreateserial', '-days', '2'];
      openssl('x509', '-req', '-in', request, ...by, '-extfile', extensions, '-out', its.certificate);
      return its;
    },
  };
}
