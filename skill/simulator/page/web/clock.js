// The page's time, in epoch seconds: as fast as is wished for, and still while something is waited for.

const KEPT = "ahead";

export class Clock {
  constructor() {
    this.speed = 1;
    this.held = new Set();
    this.real = Date.now();
    this.time = this.real / 1000 + Math.max(0, Number(localStorage.getItem(KEPT)) || 0);
  }

  now() {
    const real = Date.now();
    if (!this.held.size) this.time += ((real - this.real) / 1000) * this.speed;
    this.real = real;
    return this.time;
  }

  setSpeed(speed) {
    this.now();
    this.speed = speed;
  }

  hold(why, holds = true) {
    this.now();
    if (holds) this.held.add(why);
    else this.held.delete(why);
  }

  // Whoever comes back later finds the time no earlier than they left it.
  keep() {
    localStorage.setItem(KEPT, String(Math.max(0, this.now() - Date.now() / 1000)));
  }
}
