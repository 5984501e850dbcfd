// The page: puts clock, voice, figure, timeline and the line to the server together.

import { Body } from "./body.js";
import { Choices } from "./choices.js";
import { Clock } from "./clock.js";
import { Drawer } from "./drawer.js";
import { Faults } from "./faults.js";
import { Line } from "./line.js";
import { Log } from "./log.js";
import { Microphone } from "./microphone.js";
import { Performance } from "./performance.js";
import { Timeline } from "./timeline.js";
import { Voice } from "./voice.js";

const TICK = 100; // milliseconds
const SPEEDS = [1, 2, 5, 20, 100, 400];
const LIGHTS = {
  off: "The light is off",
  speaking: "Speaking",
  thinking: "Thinking",
  listening: "Listening: the microphone is open",
};
const PHASES = { tense: "tense", release: "let go" };
const QUICK = ["Alexa, start muscle relaxation", "yes", "Alexa, pause", "next", "Alexa, stop"];

const of = (id) => document.getElementById(id);
const clock = new Clock();
const voice = new Voice();
const body = new Body(of("figure"));
const timeline = new Timeline(of("bar"), of("place"), of("left"));
const log = new Log(of("log"), (words) => correct(words));
const drawer = new Drawer(of("drawer"), of("open-drawer"));
const faults = new Faults(of("faults"), of("fault-list"));
const choices = new Choices(of("choices"), of("choose"), of("where"), (chosen) => send({ do: "choose", choices: chosen }));
const performance_ = new Performance(clock, voice, { line, light, over, silence, moved });
const socket = new Line({ opened: () => send({ do: "choose", choices: choices.chosen }), took, lost });
const microphone = new Microphone(of("microphone"), { began: listened, heard: (samples) => socket.send(samples) });

function send(message) {
  socket.send(JSON.stringify({ ...message, now: clock.now() }));
}

function took(message) {
  ({ chosen, answer, inside: ({ inside }) => drawer.show(inside), content: (each) => faults.show(each.faults), heard })[message.kind]?.(message);
}

function chosen(message) {
  choices.show(message);
  of("microphone").hidden = of("check").hidden = !(message.hears && microphone.possible);
  of("buttons").hidden = !message.choices.plays;
  of("touches").hidden = !message.choices.screen;
  of("line").setAttribute("aria-live", message.speaks ? "off" : "polite");
}

function answer(message) {
  drawer.show(message.inside);
  if (message.nobody) log.note("No skill is open. Say: Alexa, start muscle relaxation");
  if (message.timeline) timeline.draw(message.timeline);
  timeline.still(!message.timeline);
  if (message.timeline) document.body.classList.toggle("night", message.timeline.bedtime);
  performance_.start(message);
}

function say(words) {
  voice.wake();
  performance_.stop();
  log.you(words);
  light("thinking");
  send({ do: "say", words });
}

// A button of the device, or a part of its screen.
function use(message) {
  voice.wake();
  performance_.stop();
  send(message);
}

function heard({ words }) {
  clock.hold("microphone", false);
  if (!words) return log.note("Nothing was understood: say it again, or type it.");
  if (!of("look-first").checked) return say(words);
  correct(words);
}

function correct(words) {
  of("words").value = words;
  of("words").focus();
}

function listened() {
  voice.wake();
  performance_.hush();
  clock.hold("microphone");
  light("listening");
}

function line(words, goesOn) {
  of("line").textContent = words;
  of("line").classList.remove("hint");
  log.alexa(words, goesOn);
}

function light(state) {
  of("echo").dataset.light = state;
  of("echo").setAttribute("aria-label", LIGHTS[state]);
  of("light").textContent = LIGHTS[state];
}

function over() {
  timeline.still(true);
  send({ do: "ended" });
}

function silence() {
  log.note("Nobody answered: the session is over.");
  send({ do: "silence" });
}

function moved(passed) {
  const plan = timeline.plan;
  if (!plan || passed === null || !performance_.answer?.timeline) return show(null);
  const seconds = plan.place + passed - plan.begins;
  timeline.at(seconds);
  show(passed < plan.begins ? null : (plan.moments.findLast((moment) => moment.at <= seconds) ?? null));
}

function show(moment) {
  body.show(moment?.groups?.length ? moment : null);
  const name = moment?.title ?? "";
  if (of("part-name").textContent !== name) of("part-name").textContent = name;
  const state = PHASES[moment?.phase] ?? "";
  if (of("part-state").textContent !== state) of("part-state").textContent = state;
}

function lost(gone) {
  of("lost").hidden = !gone;
  of("lost").textContent = gone ? "The server is gone: run make page again." : "";
}

of("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = of("words").value.trim();
  clock.hold("typing", false);
  if (words) say(words);
  of("words").value = "";
});
of("words").addEventListener("input", () => clock.hold("typing", performance_.stage.startsWith("listening") && Boolean(of("words").value)));
of("speed").addEventListener("input", () => {
  const speed = SPEEDS[Number(of("speed").value)];
  clock.setSpeed(speed);
  if (speed !== 1) performance_.hush();
  of("speed-shown").textContent = speed === 1 ? "as it is" : `${speed} × faster, silent`;
});
for (const words of QUICK) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.addEventListener("click", () => say(words));
  of("quick").append(button);
}
of("buttons").addEventListener("click", ({ target }) => target.value && use({ do: "press", button: target.value }));
of("touches").addEventListener("click", ({ target }) => target.value && use({ do: "touch", part: target.value }));
window.addEventListener("pagehide", () => {
  clock.keep();
  send({ do: "leave" });
});
setInterval(() => performance_.tick(), TICK);
body.load();

window.page = { clock, voice, timeline, performance: performance_ }; // for whoever looks from outside, such as tests
