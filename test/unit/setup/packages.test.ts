// SPDX-License-Identifier: GPL-2.0-or-later
import t from 'tap';
import { aptLine, missingPackages, wasInterrupted } from '../../../tools/setup/packages.mjs';

t.test('a package is missing unless dpkg calls it installed', async (t) => {
  const listing = 'g++ installed\nmake not-installed\ncmake config-files\n';

  t.same(missingPackages(['g++', 'make', 'cmake', 'sox'], listing), ['make', 'cmake', 'sox']);
});

t.test('who may not install gets one line to hand on', async (t) => {
  t.equal(
    aptLine(['g++', 'libpri-dev']),
    'sudo apt-get update && sudo apt-get install -y --no-install-recommends g++ libpri-dev',
  );
});

t.test('what an interrupted installation left unfinished is known by its numbered files', async (t) => {
  t.equal(wasInterrupted(t.testdir({ '0001': '', 'tmp.i': '' })), true);
  t.equal(wasInterrupted(t.testdir({ 'tmp.i': '' })), false);
  t.equal(wasInterrupted('/no/such/folder'), false);
});
