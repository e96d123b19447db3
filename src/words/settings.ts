// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of the file mean, in Chinese? By their English descriptions in the schema.

import { ANALOG_SETTINGS } from './analog-settings.js';
import { BACKUP_SETTINGS } from './backup-settings.js';
import { BOARD_SETTINGS } from './board-settings.js';
import { CUSTOMER_SETTINGS } from './customer-settings.js';
import { EXCHANGE_LINE_SETTINGS } from './exchange-line-settings.js';
import { FLOW_SETTINGS } from './flow-settings.js';
import { KEPT_SETTINGS } from './kept.js';
import { LATER_FLOW_SETTINGS } from './later-flow-settings.js';
import { LOOKUP_SETTINGS } from './lookup-settings.js';
import { MAILBOX_SETTINGS } from './mailbox-settings.js';
import { NEEDS_SETTINGS } from './needs-settings.js';
import { OFFER_SETTINGS } from './offer-settings.js';
import { OUTSIDE_SETTINGS } from './outside-settings.js';
import { PLAIN_TELEPHONE_SETTINGS } from './plain-telephone-settings.js';
import { PROMISE_SETTINGS } from './promise-settings.js';
import { REPORT_SETTINGS } from './reports.js';
import { ROUTING_SETTINGS } from './routing.js';
import { SHIFT_SETTINGS } from './shift-settings.js';
import { SKILL_PROFILE_SETTINGS } from './skill-profile-settings.js';
import { SPEECH_SETTINGS } from './speech-settings.js';
import { STRATEGY_SETTINGS } from './strategy-settings.js';
import { SURGE_SETTINGS } from './surge.js';
import { TELEPHONE_SETTINGS } from './telephones.js';
import { TOLD_SETTINGS } from './told-settings.js';
import type { Sentences } from './translate.js';
import { WAITING_SETTINGS } from './waiting-settings.js';
import { WEB_SETTINGS } from './web.js';

const SHOP: Sentences = {
  'What callers and agents hear.': '来电者和座席听到的语言。',
  'Tones and numbers are of this country.': '信号音和号码按该国。',
  'Where the box stands, such as "21".': '系统所在地的区号，例如 "21"。',
  'IANA time zone of all hours and days in this file.': '本文件中所有时刻和日期的时区（IANA 名称）。',
  'By their names: when access numbers and callbacks are open. Each has days of its own.':
    '按名称列出：接入号和回呼的开放时间。各有自己的日期。',
  'When it is open.': '开放时间。',
  'Open from this time on.': '从此时刻起开放。',
  'No longer open at this time; earlier than `from` means on the next day.': '到此时刻结束；早于 `from` 表示次日。',
  '1 Monday to 7 Sunday; default: every day.': '1 为星期一，7 为星期日；默认为每天。',
  'Days on which it stays closed.': '不开放的日期。',
  'Days off that are worked in exchange: open as on a Monday, also when they are holidays.':
    '调休上班的日期：按星期一开放，即使也列为节假日。',
  'The data directory; relative to this file.': '数据目录；相对于本文件。',
  'A directory of own prompts, looked in first; relative to this file.': '自有提示音的目录，优先使用；相对于本文件。',
  'Numbers that callers dial, and where each leads.': '来电者拨打的号码，以及各通向何处。',
  'As the exchange delivers it.': '按交换机送来的形式。',
  'For reports and agents: the television station, the advertisement.': '供报表和座席查看：电视台、广告等。',
  'Where its callers wait.': '来电在哪个队列等待。',
  'A dialogue by its name, in place of a queue.': '语音流程的名称，代替队列。',
  'When it is answered, holidays or not; default: always.': '接听时间，不论节假日；默认为始终接听。',
  'One of `calendars`, in place of `hours`.': '`calendars` 之一，代替 `hours`。',
  'Where its calls go outside these hours; default: `{ callback: closed-callback }` where the overflow of its queue is a callback, else `{ announce: closed }`.':
    '营业时间之外来电的去向；默认：队列的溢出为回呼时是 `{ callback: closed-callback }`，否则是 `{ announce: closed }`。',
  'Where it waits.': '在哪个队列等待。',
  'A dialogue by its name.': '语音流程的名称。',
  'Played, then the call is cleared.': '播放后挂断。',
  'Spoken as the promise.': '承诺回呼时播放。',
  'A Q.850 cause.': 'Q.850 原因值。',
  'Record its conversations; default: as the queue says.': '是否录音；默认按队列的设置。',
  'Where calls wait for agents.': '来电等待座席的队列。',
  'As access numbers, agents and reports call it.': '接入号、座席和报表中使用的名称。',
  'Pause after each call.': '每次通话后的整理时间。',
  'What waiting callers hear: a prompt, or the path of a WAV file.': '等待时播放：提示音名称，或 WAV 文件路径。',
  'What waiting callers are told.': '向等待者播报什么。',
  'Then the call overflows.': '等待超过此时长，来电溢出。',
  'The queue is full at so many; default: never.': '达到这么多时队列已满；默认不限。',
  'Where a call goes that has waited for `maxWait`, or finds the queue full. `refuse`: goodbye, or busy.':
    '等待达到 `maxWait`，或队列已满时的去向。`refuse`：致歉后挂断，或示忙音。',
  'Where a call goes when none of its agents is signed in; default: a callback if `overflow` is one, else it waits.':
    '没有座席签入时的去向；默认：`overflow` 为回呼时承诺回呼，否则等待。',
  'How its promises are kept.': '本队列的回呼如何进行。',
  'Who is called first; the customer is asked to press a key before an agent is given to him.':
    '先呼叫谁；客户须先按键确认，才转给座席。',
  'The service level counts calls answered within this.': '在此时长内接听的来电计入服务水平。',
  'Record its conversations.': '是否录音。',
  'Who answers calls.': '接听来电的人。',
  'Dialled to sign in.': '工号，签入时拨。',
  'As lists and reports show him.': '列表和报表中显示的姓名。',
  'Better given by `spillway agents pin`: that one is kept as a hash, and goes before this one.':
    '建议用 `spillway agents pin` 设置：以散列保存，并优先于此处。',
  'A PIN as a hash, in place of `pin`.': '密码的散列，代替 `pin`。',
  'Whose calls he takes.': '接听哪些队列的来电。',
  'false: his conversations are never recorded.': 'false：其通话从不录音。',
  'He may talk at a number outside; default: at telephones of the house alone.':
    '可以在外部号码上通话；默认：只在本处话机上。',
  'Where he is called. Without it he signs in by calling, and is called at the number that he has called from.':
    '呼叫他的号码。不写则由他拨入签入，此后呼叫他拨入时所用的号码。',
  'He may sign in by calling from another number than `number`, and is called there then.':
    '可用 `number` 以外的号码拨入签入，此后呼叫该号码。',
  'He stays on the line between calls, and a short tone tells him of the next one; hanging up makes him not ready.':
    '通话之间保持连接，下一个来电以短音提示；挂机即示忙。',
  'How long he has to press a key, from dialling on, where that is more than the `ringTimeout` of the queue.':
    '从拨号起最多多久按键接听；短于队列的 `ringTimeout` 时以后者为准。',
  "In which language he is asked; default: the box's.": '用哪种语言询问他；默认：系统的语言。',
  'Who may give commands to the box besides its agents: supervisors, administrators.':
    '座席之外可以向系统下命令的人：班长、管理员。',
  'As commands name him.': '命令中使用的编号。',
  'What he may do; docs/rights.md has the table.': '有哪些权限；见 docs/rights.zh-CN.md。',
  'What he may do besides.': '另外还有的权限。',
  'Reasons for not being ready, for reports; others are refused.': '示忙原因，供报表使用；其他原因不接受。',
  'As commands and reports call it.': '命令和报表中使用的名称。',
  'Dialled behind *63; default: it cannot be dialled.': '在 *63 之后拨的数字；默认不能拨号选择。',
  'Whoever is not ready for it longer than this is told of by the alarm BREAK_TOO_LONG; default: no limit.':
    '因此原因示忙超过此时长即告警 BREAK_TOO_LONG；默认不限。',
  'Whether it counts as a break: `queues[].breaks` says how many may be on one at once.':
    '是否算作小休：`queues[].breaks` 限定同时小休的人数。',
  'So many of its agents may be on a break at once; who asks for one more is refused; default: no limit.':
    '该队列同时小休的座席人数上限，超出时拒绝；默认不限。',
  'Whose agents and callers his commands reach: those of these queues; default: all.':
    '其命令可及的座席和来电：属于这些队列的；默认全部。',
};

const CALLBACKS: Sentences = {
  'When computer agents answer, and what they say.': '自动电脑座席何时接听，说什么。',
  'false: no computer agents.': 'false：不使用自动电脑座席。',
  'It ends when no more than this share has been busy for `hold`.': '占用比例不超过此值并持续 `hold` 后浪涌结束。',
  'How long before a surge ends.': '浪涌结束前须持续多久。',
  'From here on every call goes to a computer agent.': '达到此值后，所有来电都由自动电脑座席接听。',
  'The share of the calls that computer agents take.': '电脑座席比例。',
  'Share of the calls for computer agents at `on`.': '占用比例为 `on` 时的电脑座席比例。',
  'How far the share may move in one second.': '该比例每秒最多变化多少。',
  'Least time between two answers by computer agents; 0s: none.': '自动电脑座席两次接听的最短间隔；0s 表示不限。',
  'What is left to people.': '留给人工的部分。',
  'While fewer calls than this are with people, calls go to people.': '人工处理的来电少于此数时，来电转人工。',
  'What is kept free for the next callers.': '为后续来电留出的信道。',
  'Channels to keep free.': '留空的信道数。',
  'What the computer agent says.': '自动电脑座席播放的内容。',
  'After the prompt the caller may hang up by himself for so long.': '播放后在此时长内由来电者自行挂机。',
  'How promises are kept.': '如何兑现回呼承诺。',
  'Attempts that a promise is worth; what rang counts, whatever came of it.':
    '每个承诺最多尝试几次；振过铃的都计入，不论结果。',
  'SETUPs that a request is worth, those that came to nothing among them; then it is given up.':
    '每个回呼最多发几次 SETUP，无结果的也计入；用完后放弃。',
  "How long the customer's telephone rings.": '客户话机振铃多久。',
  'What a customer who is called back presses.': '接到回呼的客户按什么键。',
  'Yes, an agent please. The prompt `callback-press-1` names this key and the next one.':
    '要求转座席。提示音 `callback-press-1` 会报出此键和下一键。',
  'No longer needed: the request is closed.': '不再需要：回呼关闭。',
  'Never call me again.': '不要再呼叫我。',
  'How long a key is waited for.': '等待按键多久。',
  'How often he is asked again.': '再询问几次。',
  'How long a customer who confirmed waits for an agent.': '已确认的客户等待座席多久。',
  'How long an agent may hold a request without dialling.': '座席占用一个回呼而不拨号最长多久。',
  'A promise that is not kept by then has failed.': '到时仍未兑现的承诺视为失败。',
  'Time to the next attempt by its outcome, where it is not the usual one (busy 5min, noAnswer 30min, ...).':
    '按结果设定下次尝试前的间隔，仅在不用常值（busy 5min、noAnswer 30min 等）时填写。',
  'His line was busy.': '客户忙。',
  'Nobody answered.': '无人接听。',
  'The call was rejected.': '被拒接。',
  'He could not be reached.': '无法接通客户。',
  'There was no free line or way.': '线路或网络拥塞。',
  'The exchange could not use the call.': '交换机无法处理该呼叫。',
  'Somebody answered and pressed no key.': '有人接听但未按键确认。',
  'He hung up before an agent was there.': '座席接入之前客户挂机。',
  'No agent was free for him.': '没有空闲座席。',
  'The box was stopped meanwhile.': '其间系统停止。',
  'Limits of each number, over all its requests and whatever became of the calls; all of them hold.':
    '对每个号码的限制，合计其所有回呼，不论呼叫结果；各条同时有效。',
  'No number gets more SETUPs than this': '同一号码最多发这么多次 SETUP',
  'in any stretch of time as long as this.': '（在任意这么长的时段内）。',
  'One of `calendars`, in place of `window`.': '`calendars` 之一，代替 `window`。',
  'When customers are called, unless `calendar` says it.': '何时可以呼叫客户，除非由 `calendar` 指定。',
  'Promises of the same day may be kept until then.': '当天的承诺可以兑现到此时刻。',
  'Channels that callbacks by the system may use at once.': '系统回呼同时最多占用的信道数。',
  'Channels that they leave free.': '回呼须留空的信道数。',
  'Which one they use; default: the first.': '回呼使用的中继组；默认为第一个。',
  'The number that the customer sees; one of the presentable ones.': '客户看到的号码；须为可显示的号码之一。',
  'When it is quiet enough to call back.': '怎样算空闲到可以回呼（低谷）。',
  'Callbacks begin when no more than this share of the channels is busy,': '信道占用比例不超过此值时开始回呼，',
  'the queue is empty and an agent has been ready for so long.': '且队列为空、有座席示闲已持续这么久。',
};

const RECORDS: Sentences = {
  'Which conversations are recorded, and where.': '哪些通话录音，存放在哪里。',
  'false: nothing is recorded.': 'false：完全不录音。',
  'Below the data directory, or absolute.': '相对于数据目录，或写绝对路径。',
  '`before` (or true): whoever is recorded has heard the announcement to its end; an agent who lifts hears the rest of it. `during`: it is cut off when an agent lifts, and recording begins at once. `false`: there is none. Whom the box calls hears it over the talk, and with `before` his recording begins at its end.':
    '`before`（或 true）：被录音者先听完录音告知；座席摘机时听到其余部分。`during`：座席摘机即中断告知并开始录音。`false`：不告知。由系统呼出的一方在通话中叠加听到告知，`before` 时播完才开始录音。',
  'How long records are kept.': '各类记录保存多久。',
  'Files and their rows.': '录音文件及其目录。',
  'Which channel, which station, which cause. Not longer than `calls`, which is the default.':
    '信道、分机、原因值等呼叫段记录。不长于 `calls`（即默认值）。',
  'Calls with their contacts, segments and captures, and callbacks that are closed. Not shorter than `recordings`, which name them.':
    '呼叫及其联络、区段、登记。不短于 `recordings`，因为录音会引用它们。',
  'The event log. Not shorter than `calls`, which is the default: a recount covers what is kept.':
    '事件日志。不短于 `calls`（即默认值）：复核以保存的内容为准。',
  'What comes of wrong PINs.': '密码错误的处理。',
  'Wrong PINs in a row before the agent is locked out for a while.': '连续输错几次后暂时锁定。',
  'The first time; it doubles with each further wrong PIN.': '首次锁定的时长；之后每错一次加倍。',
  'Who outside the box is told of alarms.': '告警通知系统之外的谁。',
  'docs/operating.md says what is posted.': '推送的内容见 docs/operating.zh-CN.md。',
  'Every alarm is posted here as JSON, when it is raised and when it is over.':
    '每条告警在发生和恢复时以 JSON 推送到此地址。',
  'Signs what is posted: header spillway-signature, HMAC-SHA256.':
    '推送内容的签名密钥：头 spillway-signature，HMAC-SHA256。',
  'How long an answer may take.': '等待应答多久。',
  'How keys that callers press are told from voices.': '如何区分按键与话音。',
  'Whose limits of level, frequency, twist and length; `docs/dsp.md` has the table.':
    '电平、频率、扭曲和时长采用谁的标准；见 `docs/dsp.md`。',
  'A key counts from about so long on. Default: as the profile says.': '按键持续约这么久才算。默认按所选标准。',
  'The same key again counts after about so long a pause. Default: as the profile says.':
    '同一按键间隔约这么久才算再按一次。默认按所选标准。',
  'Whether A, B, C and D are digits.': 'A、B、C、D 是否也算按键。',
  'Where the log goes, and how much of it.': '日志写到哪里，写多少。',
  'Relative to this file; SIGUSR2 opens it anew, for logrotate. Default: standard error, so the journal.':
    '相对于本文件；收到 SIGUSR2 时重新打开，供 logrotate 使用。默认写标准错误，即系统日志。',
  'Lines for people, or JSON. Default: lines at a terminal, JSON in a file and elsewhere.':
    '供人阅读的文本行（lines）或 JSON。默认：终端上为文本行，文件和其他情况为 JSON。',
  'What is written: this and what is graver.': '写入此级别及以上的内容。',
  'Numbers that are never called.': '从不呼叫的号码。',
  'Numbers whose calls are refused.': '拒接其来电的号码。',
  'Automatic block; it has an end. Default: nobody is blocked.': '自动拉黑，有期限。默认不拉黑任何人。',
  'Whoever calls so often': '来电达到这么多次的号码',
  'within so long': '（在这么长的时间内）',
  'is refused for so long, from that call on.': '从那一通起，在这段时间内拒接。',
  'Numbers that come though they are not to be shown: looked up in `blocked` and then forgotten (blockOnly), or forgotten at once (drop).':
    '不允许显示却送来的号码：只与 `blocked` 比对后即丢弃（blockOnly），或立即丢弃（drop）。',
};

const LATER: Sentences = {
  'Who may close and open the shop by the dial code `dialCodes.nightSwitch`.':
    '谁可以用功能码关闭和恢复营业（一键夜服）。',
  'Telephones at which anybody may; elsewhere an agent with the right `hours.change`.':
    '任何人都可以操作的话机；在其他话机上须由座席操作。',
  "Dialled at the shop's own telephones; `off`: there is no such code.":
    '店内话机上拨的功能码；`off` 表示没有该功能码。',
  'Heard whole, once, by who comes to its queue, before all else; default: none.':
    '进入队列的来电者首先完整听到一次；默认没有。',
  'What he may do besides, such as `hours.change`.': '另外还有的权限，例如 `hours.change`。',
};

/** Every description of a setting. */
export const SETTING_WORDS: Sentences = {
  ...FLOW_SETTINGS,
  ...LOOKUP_SETTINGS,
  ...LATER_FLOW_SETTINGS,
  ...OFFER_SETTINGS,
  ...OUTSIDE_SETTINGS,
  ...ANALOG_SETTINGS,
  ...BACKUP_SETTINGS,
  ...BOARD_SETTINGS,
  ...SHOP,
  ...CALLBACKS,
  ...RECORDS,
  ...LATER,
  ...EXCHANGE_LINE_SETTINGS,
  ...PLAIN_TELEPHONE_SETTINGS,
  ...TELEPHONE_SETTINGS,
  ...CUSTOMER_SETTINGS,
  ...PROMISE_SETTINGS,
  ...MAILBOX_SETTINGS,
  ...TOLD_SETTINGS,
  ...SKILL_PROFILE_SETTINGS,
  ...SHIFT_SETTINGS,
  ...SPEECH_SETTINGS,
  ...NEEDS_SETTINGS,
  ...STRATEGY_SETTINGS,
  ...ROUTING_SETTINGS,
  ...WAITING_SETTINGS,
  ...WEB_SETTINGS,
  ...REPORT_SETTINGS,
  ...SURGE_SETTINGS,
  ...KEPT_SETTINGS,
};
