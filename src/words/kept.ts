// SPDX-License-Identifier: GPL-2.0-or-later
// What do recordings, judged talks and personal data say in Chinese?

import type { Sentences } from './translate.js';

/** Settings, by their English descriptions. */
export const KEPT_SETTINGS: Sentences = {
  'Its recordings are kept so long; default: as `retention.recordings` says.':
    '该队列录音的保存时间；默认按 `retention.recordings`。',
  'Seals each conversation within a minute of its end (AES-256-GCM); default: files are plain WAV.':
    '通话录音在结束后一分钟内加密（AES-256-GCM）；默认为未加密的 WAV。',
  'A file of keys outside the data directory; `spillway recordings new-key` writes one. Its last key seals, all of them open.':
    '密钥文件，位于数据目录之外；用 `spillway recordings new-key` 生成。最后一个密钥用于加密，全部密钥均可解密。',
  'Carries old conversations to another disk; they are found and played as before. Default: none.':
    '把旧录音移到另一块磁盘；查找和播放不变。默认不归档。',
  'A folder that is there and mounted; the box never makes it.': '已存在并已挂载的目录；系统不会创建它。',
  'Conversations that ended so long ago go there.': '结束超过此时间的通话录音移入归档。',
  'Gigabytes that the archive may have; full, what is older stays where it is, with an alarm.':
    '归档可用的容量（GB）；用满后录音留在原处，并发出告警。',
  'Judging calls: docs/quality.md.': '质检：见 docs/quality.md。',
  'Forms by which calls are judged.': '评分表。',
  'As reviews and rules name it.': '评分和规则中引用的名称。',
  'From this score on, of 100, a call has passed.': '达到此分数（满分 100）为合格。',
  'What is asked, in this order.': '题目，按此顺序。',
  'As reviews keep its points; changed texts under one id are one question in trends.':
    '评分中保存得分用的编号；同一编号改了文字，趋势中仍为同一题。',
  'What the reviewer reads.': '评分人看到的文字。',
  'So many at most.': '该题满分。',
  'How much it counts beside the others.': '该题的权重。',
  'true: a call without all its points has not passed, whatever its score.':
    'true：该题未得满分则整通不合格，不论总分。',
  'Which calls are to be judged; a call is one of a rule’s or it is not.':
    '哪些通话需要质检；一通电话是否被规则选中是固定的。',
  'Why a call is in the list of those to judge.': '待评清单中显示的理由。',
  'One of `forms`.': '`forms` 中的一张。',
  'Of the calls that the rest names, 0 to 1: which ones is chance.':
    '符合其余条件的通话中抽取的比例，0 到 1，随机抽取。',
  'A condition; besides contact, customer and time it knows `values.agent`, `values.queue` and `values.seconds`.':
    '条件；除 contact、customer、time 外，还可使用 `values.agent`、`values.queue`、`values.seconds`。',
  'Only calls of agents whose first recorded call is no older.': '仅限首次录音距今不超过此时间的座席（新座席）。',
  'Only calls whose caller gave a lower score in a survey.': '仅限来电者在满意度调查中评分低于此值的通话。',
};

export const KEPT_SENTENCES: Sentences = {
  'list of erasures {}': '清除清单 {}',
  'number: write its digits, such as 13912345678 or 02188880001': 'number：请写号码，例如 13912345678 或 02188880001',
  'the file has no form: write quality.forms (docs/quality.md)':
    '配置中没有评分表：请写 quality.forms（见 docs/quality.md）',
  'form is missing: {} would be right': '缺少 form：可写 {}',
  'answers: points by question would be right, such as { "greeting": 5 }':
    'answers：请按题写得分，例如 { "greeting": 5 }',
  '{}: 0 to {} points would be right': '{}：应为 0 到 {} 分',
  '{} is no question of the form: {}': '{} 不是评分表中的题目：{}',
  '{}: key {} is no key: ID and 64 hexadecimal digits': '{}：第 {} 个密钥格式不对，应为“编号 64 位十六进制数”',
  '{} has no key': '{} 中没有密钥',
  '{} has not the key {}': '{} 中没有密钥 {}',
  '{} has a key {} already: name another': '{} 中已有密钥 {}，请换一个编号',
  'the file changes while it is read': '读取时文件仍在变化',
  '{}: the copy is another': '{}：副本与原文件不一致',
  '{}: it is no sealed recording': '{}：不是加密的录音',
  '{}: part {} is not what was sealed': '{}：第 {} 段与加密时不一致',
  'it is no WAV of A-law': '不是 A 律 WAV',
  'recording.encryption.keys is not in the configuration': '配置中没有 recording.encryption.keys',
  '{}: it has {} bytes of {}': '{}：只有 {} 字节，应为 {} 字节',
  '{} is no list of erasures': '{} 不是清除清单',
  'recording.encryption.keys is not in the file: write it, or name the file of keys':
    '配置中没有 recording.encryption.keys：请补写，或指定密钥文件',
  '{}: it is not what was recorded': '{}：与录制时不一致',
  'nothing is known of this number': '没有该号码的任何记录',
  'a call with this number goes on: wait for its end': '该号码正在通话：请等其结束',
  'a callback is promised to this number: give it up first (spillway callbacks)':
    '对该号码还有未完成的回呼：请先取消（spillway callbacks）',
  '{} of its calls are held: spillway records names the hold, and releases it':
    '其中 {} 通被保全：用 spillway records 查看并解除',
  '{} is held: spillway records names the hold, and releases it': '{} 已被保全：用 spillway records 查看并解除',
  'form {}': '评分表 {}',
  '{} is of no agent': '{} 没有座席',
  '{} was made to compare reviewers: no agent sees it': '{} 仅用于校准，座席看不到',
  'review {}': '评分 {}',
  'up to {} characters would be right': '最多 {} 个字符',
  'tag: 1 to {} characters without a comma would be right': '标签：1 到 {} 个字符，不含逗号',
  'text: up to {} characters would be right': '文字：最多 {} 个字符',
  'atMs: the recording ends at {}': 'atMs：录音在 {} 毫秒处已结束',
  'recordings wait for their key: they are not sealed': '录音等待密钥，暂未加密',
  'the file of a recording cannot be read': '录音文件无法读取',
  'old recordings stay where they are': '旧录音留在原处',
  'is not an id: write up to 32 letters, digits, "-" and "_"': '不是有效编号：最多 32 个字母、数字、“-”和“_”',
  '"keys" lies in the data directory, beside what it opens: write a path outside, such as /etc/spillway/recording.keys':
    '“keys”位于数据目录内，与它要保护的录音放在一起：请写目录外的路径，例如 /etc/spillway/recording.keys',
  '"directory" lies in the data directory: write the folder of another disk':
    '“directory”位于数据目录内：请写另一块磁盘上的目录',
  '"keepRecordings" must not be longer than retention.calls: a recording names its call':
    '“keepRecordings”不能长于 retention.calls：录音引用其通话',
  '--answers: such as greeting=5,offer=3 would be right.': '--answers：应写成 greeting=5,offer=3。',
};
