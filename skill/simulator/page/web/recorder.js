// Hands the microphone's samples on, in pieces of a tenth of a second.

class Recorder extends AudioWorkletProcessor {
  constructor() {
    super();
    this.piece = new Float32Array(1600);
    this.filled = 0;
  }

  process([[samples]]) {
    for (const each of samples ?? []) {
      this.piece[this.filled++] = each;
      if (this.filled === this.piece.length) {
        this.port.postMessage(this.piece.slice());
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("recorder", Recorder);
