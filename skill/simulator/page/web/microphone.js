// The microphone: hold to talk, or press once and speak; it ends after a moment of quiet.

const RATE = 16000;
const QUIET = 0.7; // seconds after which what was said is over
const LOUD = 0.012; // root mean square of what counts as speech
const LONGEST = 20; // seconds
const HOLD = 400; // milliseconds from which a press is a hold

export class Microphone {
  constructor(button, on) {
    Object.assign(this, { button, on, recording: null });
    this.possible = Boolean(navigator.mediaDevices?.getUserMedia && window.AudioWorkletNode);
    button.addEventListener("pointerdown", () => this.press());
    button.addEventListener("pointerup", () => this.release());
    button.addEventListener("keydown", (event) => {
      if ([" ", "Enter"].includes(event.key) && !event.repeat) this.press();
    });
    button.addEventListener("keyup", (event) => {
      if ([" ", "Enter"].includes(event.key)) this.release();
    });
  }

  async press() {
    if (this.recording) return this.finish();
    this.pressed = Date.now();
    this.recording = { pieces: [], spoke: false, quiet: 0, seconds: 0 };
    this.button.setAttribute("aria-pressed", "true");
    this.on.began();
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true } });
      this.context = new AudioContext({ sampleRate: RATE });
      await this.context.audioWorklet.addModule("recorder.js");
      const source = this.context.createMediaStreamSource(this.stream);
      const recorder = new AudioWorkletNode(this.context, "recorder");
      recorder.port.onmessage = ({ data }) => this.take(data);
      source.connect(recorder);
    } catch {
      this.finish();
    }
  }

  release() {
    if (this.recording && Date.now() - this.pressed > HOLD && this.recording.spoke) this.finish();
  }

  take(piece) {
    const recording = this.recording;
    if (!recording) return;
    const seconds = piece.length / RATE;
    const loud = Math.sqrt(piece.reduce((sum, each) => sum + each * each, 0) / piece.length) > LOUD;
    recording.pieces.push(piece);
    recording.seconds += seconds;
    recording.spoke ||= loud;
    recording.quiet = loud ? 0 : recording.quiet + seconds;
    if ((recording.spoke && recording.quiet > QUIET) || recording.seconds > LONGEST) this.finish();
  }

  finish() {
    const recording = this.recording;
    this.recording = null;
    this.button.setAttribute("aria-pressed", "false");
    this.stream?.getTracks().forEach((track) => track.stop());
    this.context?.close();
    this.stream = this.context = null;
    this.on.heard(samples(recording?.spoke ? recording.pieces : []));
  }
}

function samples(pieces) {
  const whole = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 1));
  let at = 0;
  for (const piece of pieces) {
    for (const each of piece) whole[at++] = Math.max(-1, Math.min(1, each)) * 32767;
  }
  return whole.buffer;
}
