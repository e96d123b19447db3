// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of boards, spans and lines mean, in Chinese? By their English descriptions in the schema.

import type { Sentences } from './translate.js';

export const BOARD_SETTINGS: Sentences = {
  'The card, or the virtual board that needs none.': '板卡，或不需要板卡的虚拟板卡。',
  'Several boards side by side, in place of `board`. A card keeps the time for all.':
    '多块板卡并用，代替 `board`。由一块语音卡为全部提供时钟。',
  '`dahdi`: a card; `virtual`: no card, sockets in its place.': '`dahdi`：语音卡；`virtual`：无卡，以套接字代替。',
  'Do not begin before every far end is connected.': '所有对端连上之前不开始运行。',
  'Its E1 spans and banks of analog ports.': '板卡的 E1 中继和模拟端口。',
  'As status and commands call it.': '状态和命令中使用的名称。',
  '`e1`: 30 B-channels and a D-channel; `analog`: ports for telephones or lines.':
    '`e1`：30 个 B 信道和一个 D 信道；`analog`：接话机或外线的端口。',
  'How a virtual span reaches its far end.': '虚拟中继如何连到对端。',
  '`listen`, `connect`: by a Unix socket; `loop`: to another span of this board.':
    '`listen`、`connect`：通过 Unix 套接字；`loop`：连到本板卡的另一个中继。',
  'Unix socket that the far end connects to.': '由对端连入的 Unix 套接字。',
  'Unix socket on which the far end listens.': '对端监听的 Unix 套接字。',
  'The span of this board at the other end.': '另一端是本板卡的哪个中继。',
  'Time slot of the D-channel; the same at the far end.': 'D 信道的时隙；须与对端一致。',
  'How box and exchange speak on the D-channel (EuroISDN).': '系统与交换机在 D 信道上的信令（EuroISDN）。',
  '`cpe` towards the public network; `network` towards a PBX.': '`cpe`：连接公网；`network`：连接用户交换机。',
  'Restart each B-channel at start, so that no ghost call is left.': '启动时重启每个 B 信道，不留下残留呼叫。',
  'A channel whose RESTART is not acknowledged for so long takes the next SETUP for it all the same.':
    'RESTART 在此时长内未被确认的信道，也会接受下一个发给它的 SETUP。',
  'The exchange sends the called number in parts.': '交换机分段发送被叫号码（重叠收号）。',
  'The number is whole with so many digits, whatever they are.': '收到这么多位即视为号码已完整。',
  'Q.931 T302: no digit came for so long, so none will. An access number does not wait for it.':
    'Q.931 的 T302：在此时长内没有新号码，即不再等待。接入号不受此限。',
  'PROCEEDING by itself when no decision came by then.': '到时仍未决定如何处理，则自动回 PROCEEDING。',
  'How many analog ports it has.': '模拟端口数。',
  'DAHDI channel numbers, in the order of the slots or ports.': 'DAHDI 信道号，按时隙或端口的次序。',
  'B-channels, such as [1-15, 17-31].': 'B 信道，例如 [1-15, 17-31]。',
  'The D-channel, such as 16.': 'D 信道，例如 16。',
  "The driver's echo canceller while a call is up: how long an echo it takes out; `docs/echo.md`.":
    '通话时驱动的回声消除：可消除多长的回声；见 `docs/echo.zh-CN.md`。',
  'Channels of this span that want another `echoCanceller`.': '本中继中需要不同 `echoCanceller` 的信道。',
  'Of the channels of this span.': '本中继的信道。',
  'For these channels.': '用于这些信道。',
  'Default: one group `trunks` of all spans towards the exchange.': '默认：通往交换机的所有中继组成一组 `trunks`。',
  'As `callback.trunkGroup` names it.': '`callback.trunkGroup` 中使用的名称。',
  'Spans towards the exchange, by their names.': '通往交换机的中继，写名称。',
  'Only these slots or ports of the spans; default: all.': '只用中继的这些时隙或端口；默认为全部。',
  'In which order calls out take channels; choose the end that the exchange does not.':
    '呼出按什么次序占用信道；请选交换机不先用的一端。',
  'Numbers that the carrier lets us show, the usual one first.': '运营商允许显示的号码，常用的写在最前。',
  'What is dialled before a number.': '号码前加拨什么。',
  'Dialled first, where a PBX stands between.': '经用户交换机出局时最先拨的号码。',
  'Dialled before a number of another area.': '拨外地号码前加拨。',
  'Dialled before a number of another country.': '拨国外号码前加拨。',
  '0 before a mobile number: when its home area is another one (byArea), always, or never.':
    '手机号码前加 0：归属地不在本地时（byArea）、总是（always）或从不（never）。',
  'Default: every port of the station banks, numbered from 801.': '默认：电话端口的每个端口，从 801 起编号。',
  'Of the telephone, as commands and lists call it.': '分机号，命令和列表中使用。',
  'The bank of telephones that it is at.': '接在哪个电话端口上。',
  'Of the bank, counted from 1.': '第几个端口，从 1 数起。',
  'Signed in here from the start, without a PIN.': '启动后即在此签入，不需密码。',
};
