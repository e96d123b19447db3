// SPDX-License-Identifier: GPL-2.0-or-later
// What do the native part and the exchange's scenario files say in Chinese, when they cannot begin?

import type { Sentences } from './translate.js';

/** Made in native/: the board that cannot be opened, the engine that cannot follow. */
const NATIVE: Sentences = {
  "{}: the DAHDI driver is not loaded; run 'modprobe dahdi' and the card's module, then 'dahdi_cfg'":
    "{}：未加载 DAHDI 驱动；请执行 'modprobe dahdi' 并加载板卡模块，再执行 'dahdi_cfg'",
  "{}: permission denied; add the user to the group dahdi: 'sudo usermod -aG dahdi USER', and log in again":
    "{}：没有权限；请将用户加入 dahdi 组：'sudo usermod -aG dahdi 用户名'，然后重新登录",
  '{}: cannot be opened: {}': '{}：无法打开：{}',
  "{}: DAHDI version '{}' is too old; install DAHDI 2.x or newer (Debian: dahdi-dkms)":
    '{}：DAHDI 版本 {} 过旧；请安装 DAHDI 2.x 或更新版本（Debian：dahdi-dkms）',
  "{}: used by another program; stop it ('fuser -v {}')": "{}：被其他程序占用；请停止该程序（'fuser -v {}' 可查看）",
  "{}: does not exist or is not configured; see 'dahdi_scan', then set it up in /etc/dahdi/system.conf and run 'dahdi_cfg'":
    "{}：不存在或未配置；请查看 'dahdi_scan'，在 /etc/dahdi/system.conf 中设置后执行 'dahdi_cfg'",
  "DAHDI channel {}: the driver gave {} blocks of {} bytes where {} of {} were asked; update the card's driver":
    'DAHDI 信道 {}：驱动给出 {} 块、每块 {} 字节，需要 {} 块、每块 {} 字节；请更新板卡驱动',
  "DAHDI channel {}: is not a B-channel; write 'bchan={}' in /etc/dahdi/system.conf and run 'dahdi_cfg'":
    "DAHDI 信道 {}：不是 B 信道；请在 /etc/dahdi/system.conf 中写 'bchan={}'，再执行 'dahdi_cfg'",
  "DAHDI channel {}: is not an FXS port; write 'fxoks={}' in /etc/dahdi/system.conf and run 'dahdi_cfg'":
    "DAHDI 信道 {}：不是 FXS 端口；请在 /etc/dahdi/system.conf 中写 'fxoks={}'，再执行 'dahdi_cfg'",
  "DAHDI channel {}: is not an FXO port; write 'fxsks={}' in /etc/dahdi/system.conf and run 'dahdi_cfg'":
    "DAHDI 信道 {}：不是 FXO 端口；请在 /etc/dahdi/system.conf 中写 'fxsks={}'，再执行 'dahdi_cfg'",
  "DAHDI channel {}: is not a D-channel; write 'dchan={}' in /etc/dahdi/system.conf and run 'dahdi_cfg'":
    "DAHDI 信道 {}：不是 D 信道；请在 /etc/dahdi/system.conf 中写 'dchan={}'，再执行 'dahdi_cfg'",
  'eventfd: too many open files': 'eventfd：打开的文件过多',
  "span '{}': {}": '中继 {}：{}',
  "socket path '{}': must have 1 to {} characters; use a shorter folder":
    '套接字路径 {}：须为 1 至 {} 个字符；请用较短的目录',
  'socket {}: in use; another process listens there, or a file of that name is in the way':
    '套接字 {}：被占用；有其他进程在此监听，或已有同名文件',
  'socket {}: cannot listen: {}': '套接字 {}：无法监听：{}',
  'Too many commands are waiting; the engine does not follow.': '待执行的命令过多，引擎来不及处理。',
  'close() was called.': '已调用 close()。',
};

/** Of scenario files; FILE and the place in it stand before each. */
const SCENARIO: Sentences = {
  '{}: is not a board: write virtual (Unix sockets) or dahdi (a card)':
    '{}：不是板卡：请写 virtual（Unix 套接字）或 dahdi（语音卡）',
  '{}: is not a list of channels: write 32-46,48-62': '{}：不是信道列表：请写成 32-46,48-62',
  '{}: is missing': '{}：缺少这一项',
  '{}: is not a number': '{}：应为数字',
  '{}: is not text': '{}：应为文本',
  '{}: is not a list': '{}：应为列表',
  '{}: is not a section': '{}：应为小节',
  '{}: is not true or false': '{}：应为 true 或 false',
  '{}: is not possible: right would be {}': '{}：不能这样写：可以写 {}',
  '{}: is too small: at least {}': '{}：过小：至少 {}',
  '{}: is too big: at most {}': '{}：过大：最多 {}',
  '{}: cannot be used': '{}：无法使用',
  '{}: not known here (path and ports with "board: virtual", channels and dChannel with "board: dahdi")':
    '{}：这里没有这一项（“board: virtual”用 path 和 ports，“board: dahdi”用 channels 和 dChannel）',
  '{}: channel {} is in two places: it can be in one only': '{}：信道 {} 出现在两处：只能在一处',
  '{}: span {} has {} B-channels: an E1 has {} at most': '{}：中继 {} 有 {} 个 B 信道：E1 最多有 {} 个',
};

export const BOARD_SENTENCES: Sentences = { ...NATIVE, ...SCENARIO };
