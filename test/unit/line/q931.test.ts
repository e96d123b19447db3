// SPDX-License-Identifier: GPL-2.0-or-later
// Are frames read as Q.921 and Q.931 write them? The frames are libpri's own, of calls in the stepped world, unless it is said.
import t from 'tap';
import { decodeFrame, decodeMessage, elementValue, isCommand } from '../../../src/line/index.js';

const octets = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const frame = (hex: string) => decodeFrame(octets(hex));
/** The elements of a message: `SETUP` of call 1, then what is given. */
const elements = (hex: string) => decodeMessage(octets(`0802000105${hex}`)).elements;

t.test('layer 2: unnumbered and supervisory frames', async (t) => {
  t.same(frame('00017f'), { kind: 'SABME', sapi: 0, tei: 0, commandBit: false, pollFinal: true });
  t.match(frame('020173'), { kind: 'UA', commandBit: true, pollFinal: true });
  t.match(frame('02010102'), { kind: 'RR', received: 1, pollFinal: false });
  t.match(frame('02010501'), { kind: 'RNR', received: 0, pollFinal: true }, 'made by hand');
  t.match(frame('fcff0300'), { kind: 'UI', sapi: 63, tei: 127 }, 'made by hand');
  t.ok(isCommand(frame('00017f'), false));
  t.ok(isCommand(frame('02017f'), true));
  t.notOk(isCommand(frame('020173'), false));
});

t.test('SETUP: bearer, channel, numbers with their indicators, sending complete', async (t) => {
  const setup = frame(
    '02010000080200010504038090a31803a183836c0d21833133393132333435363738' +
      '7009813838383830303031740e0100823032313631323334353637a1',
  );

  t.match(setup, { kind: 'I', sent: 0, received: 0, message: { name: 'SETUP', type: 5 } });
  t.same(setup.message?.reference, { value: 1, toOrigin: false, global: false });
  t.same(
    setup.message?.elements.map(({ name, value }) => [name, value]),
    [
      ['bearerCapability', { capability: 'speech', mode: 'circuit', kilobits: 64, layerOne: 'g711ALaw' }],
      [
        'channelIdentification',
        { interface: 'primary', exclusive: false, dChannel: false, selection: 'indicated', channels: [3] },
      ],
      [
        'callingNumber',
        { digits: '13912345678', type: 'national', plan: 'e164', presentation: 'allowed', screening: 'network' },
      ],
      ['calledNumber', { digits: '88880001', type: 'unknown', plan: 'e164' }],
      [
        'redirectingNumber',
        {
          digits: '02161234567',
          type: 'unknown',
          plan: 'e164',
          presentation: 'allowed',
          screening: 'userNotScreened',
          reason: 'noReply',
        },
      ],
      ['sendingComplete', true],
    ],
  );
});

t.test('the messages of a call: references by their side, progress, cause', async (t) => {
  const alerting = frame('0001020208028001011e028188').message;
  const disconnect = frame('00010604080280014508028191').message;

  t.match(alerting, { name: 'ALERTING', reference: { value: 1, toOrigin: true } });
  t.same(elementValue(alerting?.elements ?? [], 'progressIndicator'), {
    description: 'inBand',
    location: 'privateNetworkLocal',
  });
  t.equal(disconnect?.name, 'DISCONNECT');
  t.same(elementValue(disconnect?.elements ?? [], 'cause'), { number: 17, location: 'privateNetworkLocal' });
  t.match(frame('02010206080200010f').message, { name: 'CONNECT ACKNOWLEDGE', elements: [] });
});

t.test('RESTART: the global reference, its channel and class', async (t) => {
  const restart = frame('00010a0608020000461803a98386790180').message;

  t.match(restart, { name: 'RESTART', reference: { value: 0, global: true } });
  t.match(elementValue(restart?.elements ?? [], 'channelIdentification'), { exclusive: true, channels: [6] });
  t.equal(elementValue(restart?.elements ?? [], 'restartIndicator'), 'indicatedChannels');
});

t.test('elements that other exchanges send (made by hand from Q.931)', async (t) => {
  const value = (hex: string) => elements(hex)[0]?.value;
  t.same(value('28 05 b1 57 61 6e 67'), 'Wang', 'display, with a character set before it');
  t.same(value('28 03 1b 5b 32'), '.[2', 'no escape sequences for the terminal');
  t.same(value('29 06 1a 0b 16 09 0f 07'), '2026-11-22 09:15:07');
  t.same(value('2c 02 2a 31'), '*1');
  t.same(value('14 01 0a'), 'active');
  t.same(value('08 04 00 00 2c 00'), undefined, 'octet 3 that never ends');
  t.same(value('08 03 00 80 ac'), { number: 44, location: 'user' }, 'with octet 3a');
  t.same(value('08 04 82 ac 18 01'), { number: 44, location: 'publicNetworkLocal', diagnostics: '18 01' });
  t.match(value('18 03 ab 00 00'), { selection: 'any', channels: [0] }, 'any channel');
  t.match(value('18 01 8a'), { interface: 'basic', exclusive: true, channels: [2] });
  t.match(value('18 04 e9 81 83 84'), { channels: [4] }, 'the interface is named, too');
  t.match(value('18 06 a9 93 00 02 00 02'), { channels: [1, 17] }, 'a slot map');
  t.match(value('04 02 88 90'), { capability: 'unrestrictedDigital', kilobits: 64 });
});

t.test('facility and its like stay hex; other codesets are not mistaken for ours', async (t) => {
  t.match(elements('1c 03 91 a1 02'), [{ name: 'facility', hex: '91 a1 02' }]);
  t.match(elements('99 04 01 ff 28 01 41'), [
    { name: 'shift', id: 0x99 },
    { name: 'unknown', codeset: 1, id: 4, hex: 'ff' },
    { name: 'display', codeset: 0, value: 'A' },
  ]);
  t.match(elements('96 08 02 81 90 a1'), [
    { name: 'shift' },
    { name: 'unknown', codeset: 6, id: 8 },
    { name: 'unknown', codeset: 6, id: 0xa1 },
  ]);
  t.match(elements('5a 01 07'), [{ name: 'unknown', id: 0x5a, hex: '07' }]);
});

t.test('what is cut or wrong is told', async (t) => {
  t.match(elements('08 09 80'), [{ name: 'cause', hex: '80', fault: 'overEnd', value: undefined }]);
  t.match(elements('08'), [{ name: 'cause', fault: 'overEnd' }]);
  t.match(elements('18 00 28 01 41'), [{ name: 'channelIdentification', fault: 'tooShort' }, { value: 'A' }]);
  t.same(frame(''), { kind: 'damaged' });
  t.match(frame('020100'), { kind: 'damaged', sapi: 0 });
  t.match(frame('02010000 4302'), { kind: 'I', message: { fault: 'otherProtocol', hex: '43 02' } });
  t.match(frame('02010000 0802'), { kind: 'I', message: { fault: 'tooShort' } });
  t.match(frame('02010000 08020001ff'), { message: { type: 255, name: undefined } });
});
