// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of boxes for messages mean, in Chinese? By their English descriptions in the schema.

import type { Sentences } from './translate.js';

export const MAILBOX_SETTINGS: Sentences = {
  'As destinations, commands and reports call it.': '供去向、命令和报表使用的名称。',
  'Dialled to leave a message in it, to send one on to it, to forward a telephone to it; default: none.':
    '给信箱留言、转发留言、把话机转移到信箱时拨的号码；默认没有。',
  'Agents whose box it is, by their ids: they hear its messages with their PINs.':
    '信箱所属座席的工号：用各自的密码听取留言。',
  'All agents of these queues are such.': '这些队列的全部座席均可听取。',
  'Telephones that tell of new messages, by their numbers, beside those at which its agents are signed in.':
    '提示新留言的分机号码；所属座席签入的分机无需列出。',
  'Heard before the tone.': '提示音之前播放的问候语。',
  'A message ends after this.': '留言的最长时间。',
  'Less than this, or nothing said at all, is no message.': '短于此时长或没有说话的不算留言。',
  'When nobody has spoken for so long, the message is over.': '静音持续这么久，留言即结束。',
  'So many messages are kept in it; then it is full.': '信箱可保存的留言数，超出即为已满。',
  'Where a caller goes, once he was told, when it is full or the disk is; default: goodbye.':
    '信箱或磁盘已满时，告知来电者之后的去向；默认道别后挂断。',
  'Who gets each message by mail, the WAV attached; it goes by the server of `mail`.':
    '每条留言以邮件发送（附 WAV）的收件人；使用 `mail` 的服务器。',
  'This number outside is called for each new message, until somebody there presses 1; default: none.':
    '每条新留言呼叫此外线号码，直到有人按 1；默认没有。',
  'A box.': '信箱。',
  'Boxes for messages, of agents, groups and access numbers: docs/voicemail.md.':
    '座席、班组和接入号的语音信箱：docs/voicemail.zh-CN.md。',
  'A message is left in this box, one of `mailboxes`.': '在此信箱留言，须为 `mailboxes` 之一。',
  'A box, in place of a queue: its callers leave a message, and nothing rings.':
    '信箱，代替队列：来电者直接留言，不振铃。',
  'How its lamp is lit for new messages, beside the stutter of its dial tone: by a message (`fsk`, in the standard of `callerId`), by voltage (`neon`), by reversed polarity, or `off`.':
    '有新留言时，除断续拨号音外如何点亮话机的指示灯：发送消息（`fsk`，按 `callerId` 的制式）、电压（`neon`）、反极性（`reversal`），或 `off`。',
  'Hears messages: those of whoever is signed in there, or number and PIN are asked for.':
    '听取留言：有人签入则为其留言，否则询问工号和密码。',
  'Leaves a message: the number of a box, an agent or a station follows, with `#`.':
    '留言：后接信箱、座席或分机号码，以 `#` 结束。',
};
