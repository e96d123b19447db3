// SPDX-License-Identifier: GPL-2.0-or-later
// For whom does the doctor judge? For the installed service where the file is the one that it starts: its user, limits, capabilities and paths,
// not those of the shell in which somebody types.

import { dirname } from 'node:path';
import { limitOf } from './limits.js';
import { bad, type Check, type Finding, good, type Machine, type Ownership, type Setting, warning } from './machine.js';
import { installedUnit, UNIT, type Unit } from './unit.js';

/** By their names in a unit, linux/capability.h. */
const CAPABILITIES: Readonly<Record<string, bigint>> = { cap_ipc_lock: 14n, cap_sys_nice: 23n };

/** What the service is; undefined: the file is not the one that it starts, or there is no service. */
export function serviceOf(machine: Machine, { file }: Pick<Setting, 'file'>): Unit | undefined {
  const unit = installedUnit(machine);
  const same = unit?.configuration !== undefined && machine.realPath(unit.configuration) === machine.realPath(file);
  return same ? unit : undefined;
}

/** The machine as the service's process will see it. */
export function asService(machine: Machine, unit: Unit): Machine {
  // Where systemd does not run, somebody starts the box by hand as that user: what the unit gives or takes does not count.
  const runs = machine.ownership('/run/systemd/system') !== undefined;
  const felt = runs ? unit : { ...unit, writable: undefined, devices: undefined, seesHomes: true };
  const limits = [
    `Max locked memory         ${shown(unit.lockedMemory)}`,
    `Max realtime priority     ${shown(unit.realTime)}`,
  ].join('\n');
  const own: Readonly<Record<string, string>> = {
    ...(runs && { '/proc/self/limits': limits }),
    '/proc/self/status': `CapEff:\t${runs ? capabilitiesOf(machine, unit).toString(16) : '0'}`,
  };
  const version = unit.node === undefined ? undefined : machine.run(unit.node, '--version')?.trim().replace(/^v/, '');
  const who = identityOf(machine, unit);
  return {
    ...machine,
    ...(version !== undefined && { nodeVersion: version }),
    service: felt,
    shell: machine,
    read: (path) => own[path] ?? machine.read(path),
    access: (path) => (who === undefined ? machine.access(path) : accessFor(machine, felt, who, path)),
  };
}

const shown = (limit: number) => (limit === Number.POSITIVE_INFINITY ? 'unlimited' : String(limit));

/** Root has what this shell's root has; another user what the unit gives him. */
function capabilitiesOf(machine: Machine, { user, capabilities }: Unit): bigint {
  if (user === 'root')
    return BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)/m.exec(machine.read('/proc/self/status') ?? '')?.[1] ?? '0'}`);
  return capabilities.reduce((mask, name) => mask | (1n << (CAPABILITIES[name] ?? 63n)), 0n);
}

interface Identity {
  readonly uid: number;
  readonly gids: readonly number[];
}

/** Undefined: there is no such user. */
function identityOf(machine: Machine, { user, group, groups }: Unit): Identity | undefined {
  const lines = (file: string) => (machine.read(file) ?? '').split('\n').map((line) => line.split(':'));
  const [, , uid, own] = lines('/etc/passwd').find(([name]) => name === user) ?? [];
  if (uid === undefined) return undefined;
  const all = lines('/etc/group');
  const wanted = new Set([...(group === undefined ? [] : [group]), ...groups]);
  const member = all.filter(([name = '', , , users = '']) => wanted.has(name) || users.split(',').includes(user));
  return { uid: Number(uid), gids: [Number(own), ...member.map(([, , gid]) => Number(gid))] };
}

/** By owner, group and mode of the path and of each folder above it, and by what the unit shuts. */
function accessFor(machine: Machine, unit: Unit, who: Identity, path: string): ReturnType<Machine['access']> {
  const there = machine.ownership(path);
  if (there === undefined) return 'missing';
  if (isShut(unit, path)) return 'denied';
  const readWrite = (there.mode & 0o170000) === 0o040000 ? 7 : 6; // a folder is entered, too
  for (let above = dirname(path); ; above = dirname(above)) {
    const folder = machine.ownership(above);
    if (folder !== undefined && !may(who, folder, 1)) return 'denied';
    if (above === dirname(above)) break;
  }
  return may(who, there, readWrite) ? 'usable' : 'denied';
}

function may({ uid, gids }: Identity, { uid: owner, gid, mode }: Ownership, bits: number): boolean {
  if (uid === 0) return true;
  const shift = uid === owner ? 6 : gids.includes(gid) ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}

const within = (path: string, folder: string) =>
  path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);

/** What the unit keeps the service from, whoever it belongs to. */
export function isShut({ writable, seesHomes, devices }: Unit, path: string): boolean {
  if (!seesHomes && ['/home', '/root', '/run/user'].some((home) => within(path, home))) return true;
  if (within(path, '/dev/dahdi'))
    return devices !== undefined && !devices.some((device) => device === 'char-dahdi' || within(path, device));
  return writable !== undefined && !writable.some((folder) => within(path, folder));
}

/** The first finding: whose rights the others are about. */
export const checkJudged: Check = (machine, { file }) => {
  const unit = machine.service;
  if (unit === undefined) return shellJudged(machine, file);
  if (identityOf(machine, unit) === undefined) return noUser(unit);
  const gone = [unit.node, unit.main].find((path) => path !== undefined && machine.ownership(path) === undefined);
  if (gone !== undefined) return noProgram(unit, gone);

  const groups = [...new Set([...(unit.group === undefined ? [] : [unit.group]), ...unit.groups])].join(', ');
  const rights = `LimitRTPRIO ${shown(limitOf(machine, 'Max realtime priority'))}`;
  if (machine.ownership('/run/systemd/system') === undefined)
    return good('judged', {
      en: `Judged for user ${unit.user} of ${unit.file}, with the limits of this shell: systemd does not run here.`,
      zh: `按 ${unit.file} 中的用户 ${unit.user} 和当前终端的限制判断：本机没有运行 systemd。`,
    });
  return good('judged', {
    en: `Judged for the service: user ${unit.user}, groups ${groups}, ${rights}, as ${unit.file} starts it; not for ${machine.me}, who asks.`,
    zh: `按服务判断：用户 ${unit.user}，组 ${groups}，${rights}，依据 ${unit.file}；不按当前用户 ${machine.me}。`,
  });
};

function shellJudged(machine: Machine, file: string): Finding {
  const installed = installedUnit(machine);
  if (installed?.configuration === undefined)
    return good('judged', {
      en: `Judged for user ${machine.me} and this shell: ${UNIT} is not installed (packaging/install.sh does it).`,
      zh: `按当前用户 ${machine.me} 和当前终端判断：未安装 ${UNIT}（可用 packaging/install.sh 安装）。`,
    });
  return good('judged', {
    en: `Judged for user ${machine.me} and this shell: the service starts ${installed.configuration}, not ${file}.`,
    zh: `按当前用户 ${machine.me} 和当前终端判断：服务使用的是 ${installed.configuration}，不是 ${file}。`,
  });
}

function noUser({ user, file }: Unit): Finding {
  return bad(
    'judged',
    {
      en: `${file} runs the box as user ${user}, and there is no such user.`,
      zh: `${file} 以用户 ${user} 运行系统，但没有该用户。`,
    },
    { en: 'Run packaging/install.sh again: it makes him.', zh: '请重新运行 packaging/install.sh：它会建立该用户。' },
  );
}

function noProgram({ file }: Unit, gone: string): Finding {
  return bad(
    'judged',
    { en: `${file} starts ${gone}, which is not there.`, zh: `${file} 要启动 ${gone}，但该文件不存在。` },
    {
      en: 'Run packaging/install.sh of the program that is to run: it writes the places anew.',
      zh: '请运行要使用的程序中的 packaging/install.sh：它会重写这些路径。',
    },
  );
}

/** Folders and sockets of the file besides the data directory. */
export const checkPaths: Check = (machine, { config, file }) => {
  if (config === undefined) return undefined;
  const log = config.log.file === undefined ? [] : [dirname(config.log.file)];
  const listening = config.boards.flatMap((board) =>
    board.type === 'virtual'
      ? board.spans.flatMap(({ carrier }) => (carrier.type === 'listen' ? [dirname(carrier.path)] : []))
      : [],
  );
  const places = [...new Set([config.recording.directory, ...log, ...listening])].filter(
    (place) => !within(place, config.data),
  );
  if (machine.service !== undefined) places.push(file); // commands that change the shop write it
  const wrong = places.find((place) => machine.access(place) === 'denied');
  if (wrong === undefined) return undefined;
  return deniedFolder(machine, 'paths', wrong);
};

/** A folder that the box must write and may not. */
export function deniedFolder({ service, me }: Machine, name: string, folder: string): Finding {
  const user = service?.user ?? me;
  const shut = service !== undefined && isShut(service, folder);
  const what = {
    en: shut ? `The unit keeps the service from writing ${folder}.` : `User ${user} may not write ${folder}.`,
    zh: shut ? `单元不允许服务写入 ${folder}。` : `用户 ${user} 无权写入 ${folder}。`,
  };
  if (!shut)
    return bad(name, what, {
      en: `sudo chown -R ${user}: ${folder}; and folders above it must let him through.`,
      zh: `请执行 sudo chown -R ${user}: ${folder}；其上各级目录也须允许进入。`,
    });
  return bad(name, what, {
    en: `sudo systemctl edit spillway, with the lines [Service] and ReadWritePaths=${folder} (a home directory cannot be opened so: use another).`,
    zh: `请执行 sudo systemctl edit spillway，写入 [Service] 和 ReadWritePaths=${folder} 两行（用户主目录不能这样开放：请换一个目录）。`,
  });
}

/** A file that this shell's user may not read, though the service does. */
export const unreadable = (name: string, path: string, me: string): Finding =>
  warning(
    name,
    { en: `${me} may not read ${path}: not looked at.`, zh: `${me} 无权读取 ${path}：未检查。` },
    {
      en: 'Ask as root or as the service does: sudo spillway doctor',
      zh: '请以 root 或服务的用户执行：sudo spillway doctor',
    },
  );
