// SPDX-License-Identifier: GPL-2.0-or-later
// Why did a call end? The causes of ITU-T Q.850 by number, with a name for programs and a meaning for people.

/** A cause of Q.850, 1 to 127. */
export interface Cause {
  readonly number: number;
  readonly name: string;
  readonly en: string;
  readonly zh: string;
}

// Number, name, meaning in English and Chinese. A number that is not here is told as `unknownCause`.
const TABLE = [
  [1, 'unallocatedNumber', 'the number is not assigned to anybody', '空号'],
  [2, 'noRouteToTransitNetwork', 'no route to the transit network', '无路由到转接网'],
  [3, 'noRouteToDestination', 'no route to the destination', '无路由到目的地'],
  [5, 'misdialledTrunkPrefix', 'misdialled trunk prefix', '误拨长途字冠'],
  [6, 'channelUnacceptable', 'the channel is not acceptable', '信道不可接受'],
  [7, 'callAwarded', 'the call is delivered in an established channel', '呼叫已在已建信道中接续'],
  [16, 'normalClearing', 'normal clearing', '正常挂机'],
  [17, 'userBusy', 'the party is busy', '用户忙'],
  [18, 'noUserResponding', 'the telephone does not respond', '用户无响应'],
  [19, 'noAnswer', 'it rang and nobody answered', '久叫不应'],
  [20, 'subscriberAbsent', 'the subscriber is absent', '用户不在服务区'],
  [21, 'callRejected', 'the call was rejected', '呼叫被拒绝'],
  [22, 'numberChanged', 'the number has changed', '号码已更改'],
  [23, 'redirectionToNewDestination', 'redirected to a new destination', '改发到新目的地'],
  [25, 'exchangeRoutingError', 'the exchange found a routing error', '交换机路由错误'],
  [26, 'nonSelectedUserClearing', 'another party answered', '未被选中的用户释放'],
  [27, 'destinationOutOfOrder', 'the destination is out of order', '终端故障'],
  [28, 'invalidNumberFormat', 'the number is incomplete or wrong', '号码格式无效'],
  [29, 'facilityRejected', 'the facility was rejected', '补充业务被拒绝'],
  [30, 'responseToStatusEnquiry', 'response to a status enquiry', '状态询问的响应'],
  [31, 'normalUnspecified', 'normal, nothing else said', '正常，未指明'],
  [34, 'noChannelAvailable', 'no channel is free', '无可用信道'],
  [38, 'networkOutOfOrder', 'the network is out of order', '网络故障'],
  [39, 'permanentFrameConnectionOutOfService', 'the frame connection is out of service', '永久帧连接中断'],
  [40, 'permanentFrameConnectionOperational', 'the frame connection works', '永久帧连接可用'],
  [41, 'temporaryFailure', 'temporary failure', '临时故障'],
  [42, 'switchingEquipmentCongestion', 'the exchange is congested', '交换设备拥塞'],
  [43, 'accessInformationDiscarded', 'access information was discarded', '接入信息被丢弃'],
  [44, 'requestedChannelNotAvailable', 'the requested channel is not available', '请求的信道不可用'],
  [46, 'precedenceCallBlocked', 'blocked by a call of higher precedence', '优先呼叫阻塞'],
  [47, 'resourceUnavailable', 'a resource is not available', '资源不可用'],
  [49, 'qualityOfServiceUnavailable', 'the quality of service is not available', '服务质量不可用'],
  [50, 'facilityNotSubscribed', 'the facility is not subscribed to', '未申请该业务'],
  [52, 'outgoingCallsBarred', 'outgoing calls are barred', '呼出限制'],
  [53, 'outgoingCallsBarredInGroup', 'outgoing calls are barred in the user group', '闭合用户群内呼出限制'],
  [54, 'incomingCallsBarred', 'incoming calls are barred', '呼入限制'],
  [55, 'incomingCallsBarredInGroup', 'incoming calls are barred in the user group', '闭合用户群内呼入限制'],
  [57, 'bearerNotAuthorised', 'the bearer capability is not authorised', '承载能力未授权'],
  [58, 'bearerNotAvailable', 'the bearer capability is not available now', '承载能力暂不可用'],
  [62, 'inconsistentAccessInformation', 'inconsistent access information', '接入信息不一致'],
  [63, 'serviceNotAvailable', 'the service is not available', '业务不可用'],
  [65, 'bearerNotImplemented', 'the bearer capability is not implemented', '承载能力未实现'],
  [66, 'channelTypeNotImplemented', 'the channel type is not implemented', '信道类型未实现'],
  [69, 'facilityNotImplemented', 'the facility is not implemented', '补充业务未实现'],
  [70, 'onlyRestrictedDigital', 'only restricted digital information is available', '只支持受限数字信息'],
  [79, 'serviceNotImplemented', 'the service is not implemented', '业务未实现'],
  [81, 'invalidCallReference', 'the call reference is invalid', '呼叫参考无效'],
  [82, 'channelDoesNotExist', 'the channel does not exist', '信道不存在'],
  [83, 'suspendedCallOtherIdentity', 'a suspended call exists, but not this one', '被挂起的呼叫标识不符'],
  [84, 'callIdentityInUse', 'the call identity is in use', '呼叫标识已被占用'],
  [85, 'noCallSuspended', 'no call is suspended', '没有被挂起的呼叫'],
  [86, 'suspendedCallCleared', 'the suspended call has been cleared', '被挂起的呼叫已释放'],
  [87, 'notMemberOfGroup', 'the party is not a member of the user group', '用户不属于闭合用户群'],
  [88, 'incompatibleDestination', 'the destination is incompatible', '终端不兼容'],
  [90, 'noSuchGroup', 'the user group does not exist', '闭合用户群不存在'],
  [91, 'invalidTransitNetwork', 'the transit network selection is invalid', '转接网选择无效'],
  [95, 'invalidMessage', 'the message is invalid', '无效消息'],
  [96, 'mandatoryElementMissing', 'a mandatory element is missing', '缺少必选信息单元'],
  [97, 'messageTypeNotImplemented', 'the message type is not implemented', '消息类型未实现'],
  [98, 'messageIncompatibleWithState', 'the message does not fit the call state', '消息与呼叫状态不符'],
  [99, 'elementNotImplemented', 'an information element is not implemented', '信息单元未实现'],
  [100, 'invalidElementContents', 'an information element is invalid', '信息单元内容无效'],
  [101, 'messageNotCompatibleWithState', 'the message is not compatible with the call state', '消息与状态不兼容'],
  [102, 'recoveryOnTimerExpiry', 'a timer expired', '定时器超时'],
  [103, 'parameterNotImplemented', 'a parameter is not implemented', '参数未实现'],
  [110, 'unrecognisedParameter', 'a parameter was not recognised', '参数无法识别'],
  [111, 'protocolError', 'protocol error', '协议错误'],
  [127, 'interworking', 'interworking, nothing else said', '互通，未指明'],
] as const;

/** The names of the causes. */
export type CauseName = (typeof TABLE)[number][1];

const BY_NUMBER = new Map<number, Cause>(TABLE.map(([number, name, en, zh]) => [number, { number, name, en, zh }]));

/** Q.850 numbers by name: `CAUSE.userBusy` is 17. */
export const CAUSE = Object.fromEntries(TABLE.map(([number, name]) => [name, number])) as Readonly<
  Record<CauseName, number>
>;

/** What Q.850 says about a number; a number that it does not assign is told as such. */
export function cause(number: number): Cause {
  return BY_NUMBER.get(number) ?? { number, name: 'unknownCause', en: `cause ${number}`, zh: `原因 ${number}` };
}

/** Every cause of the table. */
export function causes(): readonly Cause[] {
  return [...BY_NUMBER.values()];
}
