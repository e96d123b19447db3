// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about codes that are dialled at the shop's own telephones, and who may close the shop by one?

import { z } from 'zod';

/** What each code is dialled for, and the code where the file names no other. */
export const DIAL_CODES = {
  signOut: '*60',
  signIn: '*61',
  ready: '*62',
  notReady: '*63',
  nextCallback: '*64',
  finishWrapUp: '*65',
  changePin: '*66',
  nightSwitch: '*67',
  ownNumber: '*68',
  echoTest: '*69',
  ringBack: '*70',
  recordPrompt: '*89',
  reconnect: '*2',
  conference: '*3',
  forwardOff: '*40',
  forwardAlways: '*41',
  forwardBusy: '*42',
  forwardNoAnswer: '*43',
  doNotDisturb: '*44',
  callWaiting: '*45',
  campOn: '*46',
  campOff: '*47',
  record: '*48',
  speedDial: '*5',
  mask: '*75',
  clip: '*76',
  skills: '*77',
  park: '*71',
  unpark: '*72',
  wrapUpCode: '*73',
  pickUp: '*78',
  pickUpAt: '*79',
  callBack: '*74',
  later: '*87',
  laterCancel: '*88',
  supervise: '*86',
  listenMessages: '*97',
  leaveMessage: '*98',
} as const;
export type DialCode = keyof typeof DIAL_CODES;

const MEANS: Readonly<Record<DialCode, string>> = {
  signOut: 'An agent signs out.',
  signIn: 'Signs in; `*AGENT*PIN#` follows.',
  ready: 'Ready for calls.',
  notReady: 'Not ready; the digit of a reason follows.',
  nextCallback: 'The next callback.',
  finishWrapUp: 'Wrap-up is done.',
  changePin: 'An agent changes his PIN: he is asked for the old one, and twice for the new one.',
  nightSwitch: 'Closes the shop, or opens it again; see `nightSwitch`.',
  ownNumber: 'Says the number of this telephone.',
  echoTest: 'Whoever speaks hears himself, for a minute at most.',
  ringBack: 'This telephone rings after it is put down.',
  recordPrompt:
    'Records a prompt, hears it, or undoes the last change; see `promptNumbers`. Number and PIN are asked for.',
  reconnect: 'After a flash: ends the question, and back to the customer.',
  conference: 'After a flash: all three talk.',
  forwardOff: 'The calls of this telephone go nowhere else any more.',
  forwardAlways: 'Its calls go to the number that follows, with `#`.',
  forwardBusy: 'The same, when it is busy or not to be disturbed.',
  forwardNoAnswer: 'The same, when nobody lifts for 15 s.',
  doNotDisturb: 'It is not to be disturbed; the same code again: it is.',
  callWaiting: 'Who talks there hears of a second call; the same code again: no more.',
  campOn: 'It rings when the station that follows is free.',
  campOff: 'That is wanted no more.',
  record: 'After a flash: records the call; the same code again: no more.',
  speedDial: 'The two digits of one of `dialling.speedDials` follow.',
  mask: 'After a flash: nothing of the customer is recorded while he keys a card number; the same code again: it goes on.',
  clip: 'After a flash: plays a stored sound in the call; the two digits of one of `clips` follow.',
  skills: 'What an agent can do for now: the digit of one of `skillProfiles` follows; 0: what his entry says again.',
  park: 'After a flash: parks the call.',
  unpark: 'Fetches what is parked; the place follows.',
  wrapUpCode:
    'What the call was about: the digit of one of `queues[].wrapUpCodes` follows; in wrap-up, or after a flash.',
  pickUp: 'Takes what rings at a colleague of the same queue.',
  pickUpAt: 'Takes what rings at the station that follows.',
  callBack: 'Calls back who called this telephone last.',
  later: 'A call for later: hour and minute, four digits, then the number and `#` follow.',
  laterCancel: 'The calls for later of who is signed in here are not made.',
  listenMessages: 'Hears messages: those of whoever is signed in there, or number and PIN are asked for.',
  leaveMessage: 'Leaves a message: the number of a box, an agent or a station follows, with `#`.',
  supervise: 'Listens to the agent at the station that follows; number and PIN of a supervisor are asked for.',
};

const WRONG = 'is not a dial code: write * or # and 1 to 4 digits, such as "*60", or off';

const code = (name: DialCode) =>
  z
    .string({ error: WRONG })
    .regex(/^([*#]\d{1,4}|off)$/, WRONG)
    .default(DIAL_CODES[name])
    .describe(MEANS[name]);

/** No code may begin with another one. */
export const dialCodes = z
  .strictObject({
    signOut: code('signOut'),
    signIn: code('signIn'),
    ready: code('ready'),
    notReady: code('notReady'),
    nextCallback: code('nextCallback'),
    finishWrapUp: code('finishWrapUp'),
    changePin: code('changePin'),
    nightSwitch: code('nightSwitch'),
    ownNumber: code('ownNumber'),
    echoTest: code('echoTest'),
    ringBack: code('ringBack'),
    recordPrompt: code('recordPrompt'),
    reconnect: code('reconnect'),
    conference: code('conference'),
    forwardOff: code('forwardOff'),
    forwardAlways: code('forwardAlways'),
    forwardBusy: code('forwardBusy'),
    forwardNoAnswer: code('forwardNoAnswer'),
    doNotDisturb: code('doNotDisturb'),
    callWaiting: code('callWaiting'),
    campOn: code('campOn'),
    campOff: code('campOff'),
    record: code('record'),
    speedDial: code('speedDial'),
    mask: code('mask'),
    clip: code('clip'),
    skills: code('skills'),
    park: code('park'),
    unpark: code('unpark'),
    wrapUpCode: code('wrapUpCode'),
    pickUp: code('pickUp'),
    pickUpAt: code('pickUpAt'),
    callBack: code('callBack'),
    later: code('later'),
    laterCancel: code('laterCancel'),
    supervise: code('supervise'),
    listenMessages: code('listenMessages'),
    leaveMessage: code('leaveMessage'),
  })
  .prefault({})
  .describe("Dialled at the shop's own telephones; `off`: there is no such code.");

/** Day and night switch. */
export const nightSwitch = z
  .strictObject({
    stations: z
      .array(z.string())
      .default([])
      .describe('Telephones at which anybody may; elsewhere an agent with the right `hours.change`.'),
  })
  .prefault({})
  .describe('Who may close and open the shop by the dial code `dialCodes.nightSwitch`.');
