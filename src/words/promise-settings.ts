// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of promises mean, in Chinese?

import type { Sentences } from './translate.js';

export const PROMISE_SETTINGS: Sentences = {
  'Who gets a callback: callers whom a computer agent serves in a `surge`, those who leave a `queue` for one, those who hung up while they waited (`abandoned`), those who left a `message`.':
    '为谁回呼：`surge` 浪涌时由电脑座席接听的来电者，`queue` 从队列转回呼的，`abandoned` 等待时挂机的（漏话），`message` 留言的。',
  "For each step of the customer's grade.": '客户等级每高一级。',
  'For each point of priority that his call had.': '其来电的优先级每高一分。',
  'For each further time that he has rung.': '每再来电一次。',
  'Who is called first: by the time of the first call, and so much before that time:':
    '回呼的先后：按首次来电的时间，并按以下各项提前：',
  'Of the calls that were answered in 30 days (`month`) or in 24 hours (`day`) at most 3 % may find no agent; `none`: not one, so no line is dialled ahead.':
    '在 30 天（`month`）或 24 小时（`day`）内接听的电话中，无座席应答的不得超过 3%；`none`：一个也不允许，因此不超前拨号。',
  'A lower limit than that of the profile, 0 to 0.03.': '低于该档的上限，0 到 0.03。',
  'The share that is aimed at; below the limit.': '目标比例，应低于上限。',
  'Who has answered is with an agent within this, or hears the announcement and is counted as abandoned.':
    '客户接听后须在此时间内接通座席，否则听到提示音并计为呼损。',
  'With fewer agents standing by or talking, no line is dialled ahead.': '待命和通话中的座席少于此数时不超前拨号。',
  'How far ahead queues of mode `predictive` dial.': '`predictive` 方式的队列超前拨号的程度。',
  'So many': '最多此数',
  'in any stretch of time as long as this.': '（在任意一段这么长的时间内）。',
  'For one number.': '同一号码。',
  'By one person or program.': '同一人或同一程序。',
  'How many requests may be put in by command, by a program or by a file.': '通过命令、程序或文件可登记的回呼数。',
  'No customer is called back sooner after his call than this.': '来电后至少过这么久才回呼。',
  'With `abandoned` in `from`: who hung up sooner than this after he came to the queue gets none.':
    '`from` 含 `abandoned` 时：进入队列后不到此时间就挂机的不回呼。',
  'Who was promised nothing (he hung up, or only his number was taken): `pull`: agents may ask for him; `push`: the system calls him as it calls others.':
    '未作承诺的来电者（已挂机，或只记录了号码）：`pull`：由座席主动领取；`push`：系统与其他回呼一样自动拨打。',
  'A caller who hides his number: `keyIn`: he is asked to key one in; `use`: the number that the exchange has told is called back all the same. It is shown to nobody.':
    '来电者隐藏号码时：`keyIn`：请他按键输入号码；`use`：仍按交换机送来的号码回呼，但不向任何人显示。',
  'A request for a named agent waits for him for so long after it is due; then anyone of its queue may make it.':
    '指定座席的回呼到期后为该座席保留这么久，之后队列内任一座席均可回呼。',
  '`push`: the system makes them in a trough; `pull`: only agents who ask for the next one; `progressive`: it calls one customer for each agent who stands by on the line (*64); `predictive`: for large backlogs, more of them than agents stand by, within `callback.pacing`.':
    '`push`：低谷时由系统拨打；`pull`：仅由座席主动领取；`progressive`：每有一位座席摘机待命（*64）就拨打一位客户；`predictive`：积压很多时，在 `callback.pacing` 的限制内拨打多于待命座席的客户。',
  'A machine answered, where `answerer` is on.': '自动应答设备接听（`answerer` 开启时）。',
  'Whether it is hung up on answering machines, by how they greet. Leave it off: of 124 voices of persons 1 was taken for a machine, of 68 machines 7 for persons, all of them clean; on real lines such judges are right in 65 to 80 % of calls (docs/dsp.md). The key that customers press tells it without an error.':
    '是否按应答方式识别并挂断自动应答设备。建议关闭：在 124 个清晰的真人语音中误判 1 个，68 个应答设备中误判 7 个；实际线路上此类判断的正确率为 65% 到 80%（docs/dsp.md）。由客户按键确认则不会误判。',
  'The key that leads to `callback` is told, and counts, only from this expected wait on: who is offered a callback keeps the offer. Default: always.':
    '预计等待达到此时长时才提示并接受转 `callback` 的按键；已提示的一直有效。默认始终。',
  'Record each call in which a computer agent promises a callback, as evidence beside its row.':
    '对电脑座席承诺回呼的每个来电录音，作为其记录之外的凭证。',
  'He answered, and no agent was there; then an agent holds the line first.':
    '客户接听但没有座席；之后须先有座席在线再拨打。',
};

/** What is wrong with them, and with what programs say of requests. */
export const PROMISE_FINDINGS: Sentences = {
  '"callback" leads nowhere: "callback.from" does not name "queue"': '“callback”无去处：“callback.from”中没有“queue”',
  '"aim": {} must be below the limit ({})': '“aim”：{} 须小于上限（{}）',
  'is more than any profile allows: 0.03 is the most': '超过任何一档的上限：最多 0.03',
  'rows: a list of at most {} would be right': 'rows：应为不超过 {} 行的列表',
  'names a way twice': '重复写了同一种方式',
};
