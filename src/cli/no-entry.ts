// SPDX-License-Identifier: GPL-2.0-or-later
// Why may this user not ask the box? Whose its socket is, and who may.

import { existsSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { type Bilingual, nameIn } from '../kernel/index.js';

/** Names the owner and the group of the socket, or of the folder that hides it, and the way in. */
export function noEntry(socket: string): Bilingual {
  const place = visible(socket);
  const { uid, gid, mode } = statSync(place);
  const owner = nameIn('/etc/passwd', uid) ?? String(uid);
  const group = nameIn('/etc/group', gid) ?? String(gid);
  const whose = `${owner}:${group}`;
  const me = userInfo().username;
  const groupMay = (mode & 0o070) !== 0;
  const byGroup = {
    en: `whoever is in the group ${group} may ask: sudo usermod -aG ${group} ${me}, then log in again`,
    zh: `${group} 组的成员可以使用：执行 sudo usermod -aG ${group} ${me} 后重新登录`,
  };
  const byOwner = {
    en: `only its owner may ask: sudo -u ${owner} spillway ...`,
    zh: `只有属主可以使用：sudo -u ${owner} spillway ...`,
  };
  const way = groupMay ? byGroup : byOwner;
  return {
    en: `${socket}: a box may be running there, but you (${me}) may not ask it: ${place} belongs to ${whose}; ${way.en}`,
    zh: `${socket}：可能有系统在运行，但当前用户（${me}）无权访问：${place} 属于 ${whose};${way.zh}`,
  };
}

/** The nearest thing on the way to it that can be looked at. */
function visible(path: string): string {
  let at = path;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}
