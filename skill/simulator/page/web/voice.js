// The voice: sentences are fetched ahead, played one after the other, and measured.

const AHEAD = 3;
const PAUSE = 0.336; // seconds between two sentences, as in skill/audio/clip.py

// What samples are multiplied by to be so many decibels louder.
export const amplitude = (decibels) => 10 ** (decibels / 20);

export class Voice {
  constructor() {
    this.context = null;
    this.buffers = new Map();
    this.source = null;
    this.turn = 0;
  }

  // A browser lets nothing sound before somebody has done something.
  wake() {
    if (!this.context) {
      this.context = new AudioContext();
      this.meter = new AnalyserNode(this.context, { fftSize: 2048 });
      this.gain = new GainNode(this.context);
      this.gain.connect(this.meter).connect(this.context.destination);
    }
    if (this.context.state === "suspended") this.context.resume();
  }

  fetch(clip) {
    if (!this.buffers.has(clip)) {
      const made = fetch(clip)
        .then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(answer.statusText))))
        .then((data) => this.context.decodeAudioData(data))
        .catch(() => null);
      this.buffers.set(clip, made);
      if (this.buffers.size > 400) this.buffers.delete(this.buffers.keys().next().value);
    }
    return this.buffers.get(clip);
  }

  ahead(clips) {
    if (this.context) clips.slice(0, AHEAD).forEach((clip) => this.fetch(clip));
  }

  // Play sentences in a row, so many decibels louder than they are; `begins` is called with each when it sounds. Resolves
  // to whether they were heard to the end.
  async speak(sentences, decibels, begins) {
    const turn = ++this.turn;
    if (this.gain) this.gain.gain.value = amplitude(decibels);
    for (const [index, sentence] of sentences.entries()) {
      this.ahead(sentences.slice(index, index + AHEAD).map((each) => each.clip));
      const buffer = await this.fetch(sentence.clip);
      if (turn !== this.turn) return false;
      begins(sentence, index);
      if (buffer) await this.play(buffer, index + 1 < sentences.length ? PAUSE : 0);
      if (turn !== this.turn) return false;
    }
    return true;
  }

  play(buffer, pause) {
    return new Promise((resolve) => {
      const source = new AudioBufferSourceNode(this.context, { buffer });
      source.connect(this.gain);
      source.onended = () => (pause ? setTimeout(resolve, pause * 1000) : resolve());
      this.source = source;
      source.start();
    });
  }

  stop() {
    this.turn++;
    this.source?.stop();
    this.source = null;
  }

  // Root mean square of what sounds now, from 0 to 1.
  level() {
    if (!this.context) return 0;
    const samples = new Float32Array(this.meter.fftSize);
    this.meter.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
  }
}
