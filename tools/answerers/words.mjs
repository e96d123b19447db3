// SPDX-License-Identifier: GPL-2.0-or-later
// What do people and answering machines say when they answer a call?

/** What people say, by language. */
export const people = {
  en: [
    'Hello?',
    'Hi.',
    'Yes?',
    'Hello, who is this?',
    'Mary Johnson.',
    'Hello, John speaking.',
    'Good morning, Smith and Company.',
    'Acme Plumbing, how can I help you?',
    'Wilson residence, hello.',
    'Hello, this is Anna Miller at the front desk.',
  ],
  cmn: [
    '喂?',
    '喂,你好。',
    '你好。',
    '您好,哪位?',
    '我是王伟。',
    '喂,请问您找谁?',
    '您好,华信公司。',
    '你好,我是李娜,请讲。',
    '您好,东方电器客服部。',
    '喂,您好,这里是长江贸易公司。',
  ],
};

/** What machines say before they beep, by language. */
export const machines = {
  en: [
    'Hi, this is Tom. Please leave a message.',
    'Hello, you have reached Mary Johnson. I am not available right now. Please leave a message after the beep.',
    'Your call has been forwarded to an automated voice messaging system. Please record your message after the tone.',
    'We cannot come to the phone right now. Please leave your name and number, and we will call you back.',
    'Thank you for calling Smith and Company. Our office is closed. Please leave a message.',
    'The person you are trying to reach is not available. At the tone, please record your message.',
  ],
  cmn: [
    '您好,我是王伟,请留言。',
    '您好,我现在不方便接听您的电话,请在提示音后留言。',
    '您拨打的用户暂时无法接听,请在嘀声后留言,谢谢。',
    '您好,这里是华信公司。现在是非工作时间,请留下您的姓名和电话,我们会尽快与您联系。',
    '您的来电已转至语音信箱,请在提示音后开始录音。',
    '对不起,您呼叫的用户正忙,请在嘀声后留言,按井号键结束。',
  ],
};

/** espeak-ng's voices: the limits were tuned on the first list, the rates are measured on the second. */
export const voices = {
  tuning: { en: ['en-us', 'en-gb+f2'], cmn: ['cmn', 'cmn+f2'] },
  measured: {
    en: ['en-us+f3', 'en-us+m4', 'en-gb+m2', 'en-gb-x-rp+f4', 'en-gb-scotland'],
    cmn: ['cmn+f3', 'cmn+m4', 'cmn+m2', 'cmn+f4', 'cmn+m7'],
  },
};

/** Greetings of Asterisk's voice mail, recorded by a real speaker: files of asterisk-core-sounds-en-wav that follow each other. */
export const recordedMachines = [
  ['vm-theperson', 'digits/4', 'digits/7', 'digits/1', 'vm-isunavail', 'vm-intro'],
  ['vm-theperson', 'digits/2', 'digits/0', 'digits/3', 'vm-isonphone', 'vm-intro'],
  ['vm-nobodyavail'],
  ['vm-nobodyavail', 'vm-intro'],
  ['vm-intro'],
  ['vm-theperson', 'digits/8', 'digits/8', 'vm-isunavail', 'vm-leavemsg'],
  ['hello', 'vm-isunavail', 'vm-leavemsg'],
  ['vm-extension', 'digits/6', 'digits/1', 'digits/5', 'vm-isunavail', 'vm-leavemsg'],
];

/** Short recorded words: they stand in for people, of whom there are no free recordings at hand. */
export const recordedPeople = [
  ...['hello', 'hello-world', 'goodbye', 'vm-goodbye', 'vm-youhave', 'activated', 'cancelled', 'please-try-again'],
  ...['privacy-thankyou', 'one-moment-please', 'is-in-use', 'im-sorry', 'vm-extension', 'telephone-number', 'location'],
  ...[
    'invalid',
    'sorry',
    'vm-sorry',
    'calling',
    'agent-loginok',
    'dir-welcome',
    'vm-theperson',
    'vm-message',
    'extension',
  ],
];
