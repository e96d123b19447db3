// SPDX-License-Identifier: GPL-2.0-or-later
import t from 'tap';
import { cleanEnvironment, headersPrefix } from '../../../tools/setup/environment.mjs';

t.test("another npm's variables are left out of a nested npm's environment", async (t) => {
  const outer = { PATH: '/bin', npm_lifecycle_event: 'predemo', npm_config_speed: '8', NPM_PACKAGE_NAME: 'spillway' };

  t.same(cleanEnvironment(outer, undefined), { PATH: '/bin' });
});

t.test('what says where packages come from is kept, however it is written', async (t) => {
  const outer = {
    npm_config_registry: 'https://registry.npmmirror.com',
    NPM_CONFIG_CAFILE: '/etc/ssl/mine.pem',
    npm_config_https_proxy: 'http://proxy:3128',
    'npm_config_strict-ssl': 'false',
    npm_config_cache: '/var/cache/npm',
  };

  t.same(cleanEnvironment(outer, undefined), outer);
});

t.test("Node's headers are named unless the user named others", async (t) => {
  t.same(cleanEnvironment({}, '/usr'), { npm_config_nodedir: '/usr' });
  t.same(cleanEnvironment({ NPM_CONFIG_NODEDIR: '/opt/node' }, '/usr'), { NPM_CONFIG_NODEDIR: '/opt/node' });
});

t.test('a Node without headers beside it has no prefix to name', async (t) => {
  const folder = t.testdir({
    bare: { bin: { node: '' } },
    whole: { bin: { node: '' }, include: { node: { 'node_api.h': '' } } },
  });

  t.equal(headersPrefix(`${folder}/bare/bin/node`), undefined);
  t.equal(headersPrefix(`${folder}/whole/bin/node`), `${folder}/whole`);
});
