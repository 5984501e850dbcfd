// What is heard, on the page's clock: words and silences of an answer, then the open microphone, as an Echo has it.

import { Bed, along } from "./bed.js";

const AHEAD = 3; // sentences
const LEAD = 0.5; // seconds from the beginning of a stream to its first word, as in skill/audio/timing.py
const MICROPHONE = 8; // seconds, before and after the one reprompt

export class Performance {
  // `on` is told: line(words, whether they go on), light(state), over(), silence(), moved(seconds of the answer).
  constructor(clock, voice, on) {
    Object.assign(this, { clock, voice, on, answered: 0, bed: new Bed(voice) });
    this.stop();
  }

  stop() {
    this.hush();
    Object.assign(this, { answer: null, sounds: [], index: 0, began: null, stage: "off", until: 0, texts: [] });
  }

  // Break off what sounds; as time passes, the answer goes on with what comes next.
  hush() {
    this.voice.stop();
    this.bed.stop();
    this.clock.hold("voice", false);
    this.speaking = false;
  }

  start(answer) {
    this.stop();
    this.answer = answer;
    this.answered++;
    if (!answer.sounds.length && !answer.open) return this.on.light("off");
    this.begin("answer", answer.sounds);
  }

  begin(stage, sounds) {
    Object.assign(this, { stage, sounds, index: 0, began: this.clock.now(), ends: 0 });
    this.ends = sounds.reduce((sum, sound) => sum + sound.seconds, 0);
    this.on.light(sounds.length ? "speaking" : "off");
    this.tick();
  }

  // Seconds since the answer has begun; null once it is over.
  get passed() {
    return this.stage === "answer" ? this.clock.now() - this.began : null;
  }

  tick() {
    while (this.texts.length && this.texts[0].at <= this.clock.now()) this.on.line(this.texts.shift().words, true);
    if (this.stage === "answer" || this.stage === "reprompt") this.perform();
    else if (this.stage === "listening" || this.stage === "listening again") this.listen();
    this.lie();
    this.on.moved(this.passed);
  }

  perform() {
    const now = this.clock.now();
    let starts = this.sounds.slice(0, this.index).reduce((sum, sound) => sum + sound.seconds, 0);
    while (this.index < this.sounds.length && now - this.began >= starts - 0.001) {
      if (this.speaking) return this.clock.hold("voice"); // it takes longer than was planned: time waits for it
      const sound = this.sounds[this.index++];
      this.sound(sound, this.level(starts, LEAD) ?? 0);
      starts += sound.seconds;
    }
    if (now - this.began < this.ends - 0.001) return;
    if (this.speaking) return this.clock.hold("voice");
    this.ended();
  }

  // Let the background of what is played lie under it, unless time is fast or somebody is listened to.
  lie() {
    const silent = this.clock.speed !== 1 || this.clock.held.has("microphone");
    const level = silent ? null : this.level(this.passed);
    if (level === null) return this.bed.stop();
    this.bed.lie(this.answer.timeline.background.clip, level, this.place(this.passed));
  }

  // Decibels by which what is played is louder at some seconds of the answer, and so many of the session later; null where
  // nothing is played.
  level(seconds, later = 0) {
    const timeline = this.stage === "answer" && this.answer.timeline;
    if (!timeline?.background || seconds < timeline.begins - 0.001) return null;
    return along(timeline.background.levels, this.place(seconds) + later);
  }

  // Seconds of the session at some seconds of the answer.
  place(seconds) {
    const { place, begins } = this.answer.timeline;
    return place + seconds - begins;
  }

  sound(sound, decibels) {
    if (!sound.sentences.length) return this.on.light(this.answer.plays ? "off" : "speaking", true);
    const audible = this.clock.speed === 1 && sound.sentences.every((each) => each.clip);
    if (!audible) return this.shown(sound);
    this.speaking = true;
    this.clock.hold("voice"); // until it sounds
    this.voice
      .speak(sound.sentences, decibels, (sentence, index) => {
        this.clock.hold("voice", false);
        this.on.line(sentence.words, index > 0);
        this.voice.ahead(this.following(AHEAD));
      })
      .then((whole) => {
        if (!whole) return;
        this.speaking = false;
        this.clock.hold("voice", false);
      });
  }

  // Words without a voice: each sentence for as long as its share of the letters.
  shown(sound) {
    const letters = sound.sentences.reduce((sum, each) => sum + each.words.length, 0);
    let at = this.clock.now();
    this.texts = sound.sentences.map((each) => {
      const text = { at, words: each.words };
      at += (sound.seconds * each.words.length) / letters;
      return text;
    });
    this.on.line(this.texts.shift().words, false);
  }

  following(many) {
    return this.sounds.slice(this.index).flatMap((sound) => sound.sentences.map((each) => each.clip)).slice(0, many);
  }

  ended() {
    const again = this.stage === "reprompt";
    if (!this.answer.open) {
      this.stage = "off";
      this.on.light("off");
      this.on.over();
      return;
    }
    this.stage = again ? "listening again" : "listening";
    this.until = this.clock.now() + MICROPHONE;
    this.on.light("listening");
  }

  listen() {
    if (this.clock.now() < this.until) return;
    if (this.stage === "listening" && this.answer.reprompt.length) return this.begin("reprompt", this.answer.reprompt);
    this.stage = "off";
    this.on.light("off");
    this.on.silence();
  }
}
