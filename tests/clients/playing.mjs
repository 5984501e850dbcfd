// A third-party Alexa with an audio player, virtual-alexa, drives the skill over HTTP: a session that plays, is nearly
// finished, paused, resumed, moved and finished.
// node playing.mjs URL MODEL.json
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const { VirtualAlexa } = createRequire(import.meta.url)("virtual-alexa");
const [url, model] = process.argv.slice(2);
const alexa = VirtualAlexa.Builder().skillURL(url).interactionModelFile(model).create();
const player = alexa.audioPlayer();
let clock = Date.parse("2026-11-22T18:00:00Z");
const requests = [];

// Real Alexa stamps the request with its own clock. virtual-alexa forgets who it is when it tells of audio, and says
// "PLAYING" of audio that it has stopped for a word.
alexa.filter((request) => {
  request.request.timestamp = new Date(clock).toISOString().slice(0, 19) + "Z";
  requests.push(request.request.type);
});

// Let time pass, for the clock and for what plays.
function pass(seconds) {
  clock += seconds * 1000;
  if (player.isPlaying()) player.playbackOffset(player.playing().stream.offsetInMilliseconds + seconds * 1000);
}

async function say(words) {
  const { response } = await alexa.utter(words);
  const ssml = response.outputSpeech?.ssml ?? "";
  const directives = (response.directives ?? []).map((each) => each.type);
  console.log(`you: ${words}\nalexa: ${ssml.replaceAll(/<[^>]*>/g, " ").slice(0, 100)} ${directives}`);
  return { ssml, directives, open: response.shouldEndSession === false };
}

async function tell(event) {
  const { response } = await event;
  assert.deepEqual(Object.keys(response), []);
}

const offset = () => player.playing().stream.offsetInMilliseconds / 1000;
const PLAY = ["AudioPlayer.Play"];
const STOP = ["AudioPlayer.Stop"];

// By day if wished: it begins to play, and tells so.
let answer = await say("ask muscle relaxation to play hands free");
assert.match(answer.ssml, /play sessions right through/);
answer = await say("ask muscle relaxation to start a session");
assert.deepEqual([answer.directives, answer.open], [PLAY, false]);
assert.ok(player.isPlaying() && offset() === 0);
assert.equal(requests.at(-1), "AudioPlayer.PlaybackStarted");
await tell(player.playbackNearlyFinished());
const first = player.playing().stream.token;

// Paused by a word, which first stops it.
pass(150);
answer = await say("pause");
assert.deepEqual([answer.ssml, answer.directives, answer.open], ["", STOP, false]);
assert.deepEqual(requests.slice(-2), ["AudioPlayer.PlaybackStopped", "IntentRequest"]);
assert.ok(!player.isPlaying());

// Resumed an hour later, where it was, by a token of its own.
pass(3600);
answer = await say("resume");
assert.deepEqual([answer.ssml, answer.directives, answer.open], ["", PLAY, false]);
assert.ok(player.isPlaying() && offset() <= 150 && offset() > 130, String(offset()));
assert.notEqual(player.playing().stream.token, first);

// Asked on the way: an answer, and it goes on.
pass(60);
const before = offset();
answer = await say("ask muscle relaxation to how much is left");
assert.match(answer.ssml, /minutes left\./);
assert.deepEqual(answer.directives, PLAY);
assert.ok(offset() <= before && offset() > before - 15);

// The next muscle group.
answer = await say("next");
assert.deepEqual(answer.directives, PLAY);
assert.ok(offset() > before, `${offset()} ${before}`);

// To the end, which counts.
pass(600);
await tell(player.playbackFinished());
answer = await say("ask muscle relaxation to how am i doing");
assert.match(answer.ssml, /finished one session/);
console.log("done");
