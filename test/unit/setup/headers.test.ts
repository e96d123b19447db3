// SPDX-License-Identifier: GPL-2.0-or-later
// Are headers with which better-sqlite3 would crash mended, and all others used as they are?
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { soundHeaders } from '../../../tools/setup/headers.mjs';

const HOOKS = `
  void AddCleanupHook() {
    AddEnvironmentCleanupHook(v8::Isolate::GetCurrent(), CleanupHook, this);
  }

  void RemoveCleanupHook() {
    RemoveEnvironmentCleanupHook(v8::Isolate::GetCurrent(), CleanupHook, this);
  }
`;
const NAME = 'include/node/node_object_wrap.h';
const prefixWith = (header: string) => ({
  include: { node: { 'node_object_wrap.h': header, 'node_api.h': 'api' } },
});

t.test('the hooks of Node 24.19 are left out in a copy; the headers themselves stay', async (t) => {
  const prefix = t.testdir(prefixWith(HOOKS));
  const copy = join(prefix, 'copy');

  t.equal(soundHeaders(prefix, copy), copy);

  t.notMatch(readFileSync(join(copy, NAME), 'utf8'), /EnvironmentCleanupHook\(v8/);
  t.match(readFileSync(join(copy, NAME), 'utf8'), /void RemoveCleanupHook\(\) \{/);
  t.equal(readFileSync(join(copy, 'include/node/node_api.h'), 'utf8'), 'api');
  t.equal(readFileSync(join(prefix, NAME), 'utf8'), HOOKS);
});

t.test('headers without them, and none at all, are used as they are', async (t) => {
  const prefix = t.testdir(prefixWith('class ObjectWrap;'));
  t.equal(soundHeaders(prefix, join(prefix, 'copy')), prefix);
  t.equal(soundHeaders(undefined, 'copy'), undefined);
});
