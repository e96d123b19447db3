// SPDX-License-Identifier: GPL-2.0-or-later
// Is the DAHDI driver loaded, new enough, and open to this user?

import { type Check, cardTrouble, good, type Machine } from './machine.js';
import { PROC } from './proc-dahdi.js';

const OLDEST = 2;
/** What the board opens: the driver itself, and every channel. */
const DEVICES = ['/dev/dahdi/ctl', '/dev/dahdi/channel'];

export function driverIsLoaded(machine: Machine): boolean {
  return machine.read('/sys/module/dahdi/version') !== undefined || machine.list(PROC).length > 0;
}

export const checkDriver: Check = (machine, setting) => {
  if (!driverIsLoaded(machine)) {
    return cardTrouble(
      setting,
      'driver',
      { en: 'The DAHDI driver is not loaded.', zh: 'DAHDI 驱动未加载。' },
      {
        en: "Install it (Debian: apt install dahdi dahdi-dkms), then 'modprobe dahdi', the card's module, and 'dahdi_cfg'.",
        zh: "请安装驱动（Debian：apt install dahdi dahdi-dkms），再执行 'modprobe dahdi'、加载板卡模块，最后执行 'dahdi_cfg'。",
      },
    );
  }
  const version = machine.read('/sys/module/dahdi/version')?.trim() ?? '';
  const major = Number.parseInt(version, 10); // some are called "SVN-trunk-r10414"
  if (major < OLDEST) {
    return cardTrouble(
      setting,
      'driver',
      { en: `The DAHDI driver ${version} is too old.`, zh: `DAHDI 驱动 ${version} 版本过旧。` },
      { en: `Install DAHDI ${OLDEST}.x or newer.`, zh: `请安装 DAHDI ${OLDEST}.x 或更新版本。` },
    );
  }
  return good('driver', {
    en: `The DAHDI driver is loaded${version && `, version ${version}`}.`,
    zh: `DAHDI 驱动已加载${version && `，版本 ${version}`}。`,
  });
};

export const checkPermission: Check = (machine, setting) => {
  if (!driverIsLoaded(machine)) return undefined;
  const missing = DEVICES.find((device) => machine.access(device) === 'missing');
  if (missing !== undefined) {
    return cardTrouble(
      setting,
      'permission',
      { en: `${missing} is not there.`, zh: `没有设备文件 ${missing}。` },
      {
        en: "Install DAHDI's udev rules (Debian: package dahdi) and load the driver again.",
        zh: '请安装 DAHDI 的 udev 规则（Debian:dahdi 软件包）并重新加载驱动。',
      },
    );
  }
  const user = machine.service?.user ?? machine.me;
  const denied = DEVICES.find((device) => machine.access(device) === 'denied');
  if (denied !== undefined) {
    return cardTrouble(
      setting,
      'permission',
      { en: `User ${user} may not open ${denied}.`, zh: `用户 ${user} 无权打开 ${denied}。` },
      machine.service === undefined ? forUser(user) : FOR_SERVICE,
    );
  }
  return good('permission', {
    en: `User ${user} may open the DAHDI devices.`,
    zh: `用户 ${user} 可以打开 DAHDI 设备。`,
  });
};

const forUser = (user: string) => ({
  en: `Add him to the group dahdi: 'sudo usermod -aG dahdi ${user}', and log in again.`,
  zh: `请将其加入 dahdi 组：'sudo usermod -aG dahdi ${user}'，然后重新登录。`,
});

const FOR_SERVICE = {
  en: 'Run packaging/install.sh again (its udev rule gives the devices to the group dahdi, its unit has that group), then load the driver again.',
  zh: '请重新运行 packaging/install.sh（其 udev 规则把设备归 dahdi 组，单元属于该组），然后重新加载驱动。',
};
