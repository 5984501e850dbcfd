// A third-party Alexa, virtual-alexa, drives the skill over HTTP: a whole session, a pause and a resume.
// node session.mjs URL MODEL.json LOCALE "the emergency number there, as it is said"
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const { VirtualAlexa } = createRequire(import.meta.url)("virtual-alexa");
const [url, model, locale, emergency] = process.argv.slice(2);
const alexa = VirtualAlexa.Builder().skillURL(url).interactionModelFile(model).create();

const WORDS = { five: "5", ten: "10", fifteen: "15", twenty: "20" };
let clock = Date.parse("2026-11-22T18:00:00Z");

// Real Alexa stamps the request with its own clock and locale, and sends numbers as digits.
alexa.filter((request) => {
  request.request.locale = locale;
  request.request.timestamp = new Date(clock).toISOString().slice(0, 19) + "Z";
  for (const slot of Object.values(request.request.intent?.slots ?? {})) {
    slot.value = WORDS[slot.value] ?? slot.value;
  }
});

// Every answer: what is heard, and whether the skill listens.
async function say(words, { after = 0 } = {}) {
  clock += after * 1000;
  const answer = await (words === null ? alexa.endSession() : alexa.utter(words));
  const ssml = answer.response.outputSpeech?.ssml ?? "";
  console.log(`you: ${words ?? "(nothing more)"}\nalexa: ${ssml.replaceAll(/<[^>]*>/g, " ").slice(0, 100)}`);
  return { ssml, open: answer.response.shouldEndSession === false };
}

function heard(answer, ...parts) {
  let position = 0;
  for (const part of parts) {
    const found = answer.ssml.indexOf(part, position);
    assert.ok(found >= 0, `${JSON.stringify(part)} is not in ${answer.ssml}`);
    position = found + part.length;
  }
}

// The first time, from the first muscle group to the last.
let answer = await say("open muscle relaxation");
heard(answer, "Welcome to muscle relaxation.", "shall we begin", "?");
assert.ok(answer.open);
answer = await say("yes", { after: 30 });
heard(answer, "Ten minutes of muscle relaxation", "Your feet.", '<break time="', "And release.", "?");
const groups = ["feet"];
for (let turn = 0; !answer.ssml.includes("open your eyes"); turn += 1) {
  assert.ok(turn < 5, "the session does not come to its end");
  answer = await say("yes", { after: 320 });
  groups.push(...(answer.ssml.match(/Your forehead\./g) ?? []));
}
heard(answer, "fingers and toes", "open your eyes", "without my questions?");
answer = await say("no", { after: 200 });
assert.ok(!answer.open);
assert.deepEqual(groups, ["feet", "Your forehead."]);

// Another day: a pause in the middle, the line drops, and the place is there.
answer = await say("open muscle relaxation", { after: 86400 });
heard(answer, "Ten minutes of muscle relaxation");
answer = await say("pause", { after: 148 });
heard(answer, "Paused.", '<break time="10s"/>', "Shall we go on?");
const place = "hips and buttocks";
await say(null, { after: 80 });
answer = await say("open muscle relaxation", { after: 600 });
heard(answer, `You paused at your ${place}`, "?");
answer = await say("yes", { after: 5 });
heard(answer, `Back to your ${place}.`, "Your stomach.");
answer = await say("stop", { after: 40 });
heard(answer, "Your place is kept.");
assert.ok(!answer.open);

// Minutes and a version in one sentence; bedtime closes without a question.
answer = await say("ask muscle relaxation to start the bedtime version for twenty minutes", { after: 3600 });
heard(answer, "Twenty minutes of", "for the night", "And release.", "Your forehead.");
assert.ok(!answer.open && !answer.ssml.includes("?"));

// Whatever else is going on, the number to call is that of the country.
await say("open muscle relaxation", { after: 86400 });
answer = await say("chest pain", { after: 5 });
heard(answer, emergency);
assert.ok(answer.open);
answer = await say("no", { after: 30 });
assert.ok(!answer.open);
console.log("done");
