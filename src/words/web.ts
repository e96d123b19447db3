// SPDX-License-Identifier: GPL-2.0-or-later
// What do the web process's settings mean, and what do its refusals say, in Chinese?

import type { Sentences } from './translate.js';

export const WEB_SETTINGS: Sentences = {
  'What he may do: agent, supervisor, administrator, or one of `roles`; docs/rights.md has the table.':
    '角色：agent、supervisor、administrator，或 `roles` 之一；权限表见 docs/rights.zh-CN.md。',
  'What he may do: `agent`, or one of `roles`; default: agent.': '角色：`agent` 或 `roles` 之一；默认 agent。',
  'As `people` and `agents` name it.': '`people` 和 `agents` 中引用的名称。',
  'What whoever has it may do; docs/rights.md has the table.': '该角色的权限；权限表见 docs/rights.zh-CN.md。',
  'Roles of the shop’s own, beside agent, supervisor and administrator.':
    '自定义角色，另有内置的 agent、supervisor、administrator。',
  'A page’s origin, such as https://www.example.com.': '网页来源，例如 https://www.example.com。',
  'The certificate with its chain, PEM; relative to this file.': '证书及证书链（PEM）；相对于本文件。',
  'Its private key, PEM; relative to this file.': '私钥（PEM）；相对于本文件。',
  'made: one that the web process makes itself, whose fingerprint `spillway doctor` shows; none: without TLS, at the loopback address alone, for a proxy before it.':
    'made：由 Web 进程自行生成，指纹由 `spillway doctor` 显示；none：不使用 TLS，仅限本机回环地址，前面须有代理。',
  'Where it listens.': '监听端口。',
  'At which address of this machine; `127.0.0.1`: for this machine alone.': '监听地址；`127.0.0.1` 表示仅限本机。',
  'Under which names browsers reach it, if not under the address itself: behind a proxy, say.':
    '浏览器访问所用的来源（与监听地址不同时，例如经过代理）。',
  'true: a proxy stands before it, and its X-Forwarded-For is believed.': 'true：前面有代理，采信其 X-Forwarded-For。',
  'A session ends when nothing was done for so long.': '无操作达到此时间后会话结束。',
  'With it the shop’s own web server signs the tokens of its pages; docs/api.md says how.':
    '商户网站服务器用它为网页签发令牌；方法见 docs/api.md。',
  'The pages that may ask for callbacks.': '允许提交回呼的网页。',
  'Whose agents keep them.': '由该队列的座席回呼。',
  'So many for one number in a day.': '每个号码每天的次数。',
  'So many from one address in an hour.': '每个地址每小时的次数。',
  'Visitors of the shop’s pages may ask to be called; default: they may not.': '网站访客可提交回呼；默认不可。',
  'The console and the API in a process of its own; without it there is none.':
    '独立进程提供的控制台和接口；不写则没有。',
};

export const WEB_SENTENCES: Sentences = {
  'the password is too weak: 8 to 128 characters that are not easily guessed':
    '密码过于简单：须为 8 至 128 个字符，且不易猜测',
  'too many sign in at once: try again': '同时登录的人数过多：请重试',
  'person {}': '人员 {}',
  'the old password is another one': '原密码不正确',
  '{} has not the right {}': '{} 没有权限 {}',
  'revision {}': '版本 {}',
  'a revision before this one': '更早的版本',
  'changes: a list of 1 to {} would be right': 'changes：须为 1 至 {} 项的列表',
  'path is missing': '缺少 path',
  'is not an origin: write https://www.example.com, without a path':
    '不是网页来源：请写 https://www.example.com，不含路径',
  'is there already: give it another name': '已存在：请换一个名称',
  '"certificate": none would send passwords in the open: write "made", or "address: 127.0.0.1" with a proxy before it':
    '"certificate"：none 会明文传送密码：请写 "made"，或写 "address: 127.0.0.1" 并在前面设置代理',
  'it has ended the connection': '连接已断开',
  '{}: no answer within {} s': '{}：{} 秒内未应答',
  'it has not told who its people are': '尚未取得人员信息',
  'its status is not known': '状态未知',
  'what was asked is not kept': '所提交的内容未能保存',
  'the body is too large': '提交的内容过大',
  'the path is too long': '路径过长',
  'application/json would be right': '应为 application/json',
  'requests of this address or person': '该地址或人员的请求过于频繁',
  'the request cannot be read': '请求无法读取',
  'A fault of the program.': '程序出错。',
  'it is in the log': '详情见日志',
  'sign in first': '请先登录',
  'set a password of your own first': '请先设置自己的密码',
  'this is for people, not for programs': '仅供人员使用，程序不可调用',
  '{} does not reach agent {}': '{} 无权操作座席 {}',
  '{} {} has not the right {}': '{} {} 没有权限 {}',
  'Idempotency-Key: 8 to 100 characters without spaces would be right':
    'Idempotency-Key：须为 8 至 100 个字符，不含空格',
  'the request comes from a page that is not ours': '请求来自其他网页',
  'the sound is not there': '录音不存在',
  'this page may not ask': '该网页无权提交',
  'the token is not right, or too old': '令牌不正确或已过期',
  'the token was used already': '令牌已使用',
  'id or password is wrong': '用户名或密码不正确',
  'the session did not begin': '会话未能建立',
  '{} views are saved already': '已保存 {} 个视图',
  'a program makes no tokens': '程序不能创建令牌',
  'you have not the right {}': '您没有权限 {}',
  'program {}': '程序 {}',
  'only who is signed in at a telephone hears a call': '须先在话机签入才能监听',
  'after: the "next" of the page before would be right': 'after：请使用上一页返回的 "next"',
  'recording {}': '录音 {}',
  'note {}': '标注 {}',
  '{} has not the right recordings.download': '{} 没有权限 recordings.download',
  '{} has not the right customers.files: look for somebody': '{} 没有权限 customers.files：请按条件查找',
  '{} has not the right numbers.see': '{} 没有权限 numbers.see',
  'this box takes no callbacks of web pages': '本系统不接受网页回呼',
  'prompt {}': '提示音 {}',
  'queue {} has nobody else': '队列 {} 没有其他人',
  'at most {} are written to at once': '一次最多发给 {} 人',
  'message {}': '留言 {}',
  'event {}: those from {} to {} are kept': '事件 {}：保留的事件为 {} 至 {}',
  '{} has no "web": write web: { port: 8443 }, for example': '{} 没有 "web"：例如可写 web: { port: 8443 }',
  'the web process was started': 'Web 进程已启动',
  'the web process has ended; the box goes on and starts it again': 'Web 进程已退出；系统继续运行并将重新启动它',
  '{} is no number: its digits would be right': '{} 不是号码：请输入数字',
  '{} has no database that may be read.': '{} 中没有可读取的数据库。',
  'a route failed': '接口执行失败',
  'Server listening at {}': '正在监听 {}',
};
