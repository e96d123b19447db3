// SPDX-License-Identifier: GPL-2.0-or-later
// How do two users share one engine without hearing each other? Each gets the port of its own spans.

import { passedOn } from './commands.js';
import type { Fact, Meter } from './contract.js';
import type { MediaPort, PromptIndex } from './media-port.js';

/**
 * A view of `port` for one user: `spans` and `channels` are those of the named spans (with the indices that they have
 * in `port`), facts and meters are those of these spans and channels and of the view's own prompts. Commands go through
 * unchecked: operation, call and prompt numbers are the port's, so they never clash. What concerns no channel
 * (`overrun`, `boardFailed`, `ticks`) everybody hears. `step` and `close` stay with the owner: here they throw.
 */
export function sliceMedia(port: MediaPort, spanNames: readonly string[]): MediaPort {
  const spans = spanNames.map((name) => {
    const span = port.spans.find((candidate) => candidate.name === name);
    if (!span) throw new RangeError(`sliceMedia: no span is called ${name}`);
    return span;
  });
  const spanIndices = new Set(spans.map((span) => span.index));
  const channels = port.channels.filter((channel) => spanIndices.has(channel.span));
  const channelIndices = new Set(channels.map((channel) => channel.index));
  const prompts = new Set<PromptIndex>();

  const concerns = (news: Fact | Meter): boolean => {
    if (news.type === 'promptLoaded' || news.type === 'promptFailed') return prompts.has(news.prompt);
    if (news.channel >= 0) return channelIndices.has(news.channel);
    return 'span' in news ? spanIndices.has(news.span) : true;
  };
  const owned = (method: string) => (): never => {
    throw new Error(`${method}() is for the owner of the engine, not for a slice of it`);
  };

  return {
    ...passedOn(port),
    spans,
    channels,
    onFact: (listener) => port.onFact((fact) => concerns(fact) && listener(fact)),
    onMeter: (listener) => port.onMeter((meter) => concerns(meter) && listener(meter)),
    ...(port.onRound && { onRound: port.onRound.bind(port) }),
    onFrame: (span, listener) => {
      if (!spanIndices.has(span)) throw new RangeError(`onFrame: span ${span} is not of this slice`);
      return port.onFrame(span, listener);
    },
    loadPrompt: (file, options) => {
      const prompt = port.loadPrompt(file, options);
      prompts.add(prompt);
      return prompt;
    },
    dropPrompt: (prompt) => {
      port.dropPrompt(prompt);
      prompts.delete(prompt);
    },
    stream: (channel, options) => port.stream(channel, options),
    useTones: (channel, tones) => port.useTones(channel, tones),
    release: (operation) => port.release(operation),
    discard: (operation) => port.discard(operation),
    repairRecording: (file) => port.repairRecording(file),
    step: owned('step'),
    time: () => port.time(),
    counters: () => port.counters(),
    close: owned('close'),
  };
}
