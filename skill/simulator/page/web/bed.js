// What lies under the voice where a session is played: a loop, as loud as the session is at each moment.

import { amplitude } from "./voice.js";

const AROUND = 0.5; // seconds of its repetition before and after the loop, as in skill/studio/noise.py
const GLIDE = 0.05; // seconds in which it comes near to another loudness

export class Bed {
  constructor(voice) {
    Object.assign(this, { voice, clip: "", source: null, gain: null });
  }

  // Let a loop be heard, so many decibels louder than it is; where it isn't yet, from these seconds of its repetition on.
  lie(clip, decibels, seconds) {
    if (clip !== this.clip) this.begin(clip, seconds);
    this.gain?.gain.setTargetAtTime(amplitude(decibels), this.voice.context.currentTime, GLIDE);
  }

  async begin(clip, seconds) {
    this.stop();
    if (!clip || !this.voice.context) return;
    this.clip = clip;
    const { context } = this.voice;
    const buffer = await this.voice.fetch(clip);
    if (!buffer || this.clip !== clip || this.source) return;
    const loopEnd = Math.round(buffer.duration) - AROUND; // whole seconds, of which decoding may lose a sample
    this.source = new AudioBufferSourceNode(context, { buffer, loop: true, loopStart: AROUND, loopEnd });
    this.gain = new GainNode(context, { gain: 0 });
    this.source.connect(this.gain).connect(this.voice.meter);
    this.source.start(0, AROUND + (seconds % (loopEnd - AROUND)));
  }

  stop() {
    this.gain?.gain.setTargetAtTime(0, this.voice.context.currentTime, GLIDE);
    this.source?.stop(this.voice.context.currentTime + 10 * GLIDE);
    Object.assign(this, { clip: "", source: null, gain: null });
  }
}

// Return where a line through points of [seconds, decibels] is at some seconds.
export function along(points, seconds) {
  const next = points.findIndex(([at]) => at > seconds);
  if (next < 1) return points.at(next)[1];
  const [[start, first], [end, last]] = points.slice(next - 1);
  return first + ((last - first) * (seconds - start)) / (end - start);
}
