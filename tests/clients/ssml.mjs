// Reads JSON strings of SSML, one a line; prints what ssml-check finds for Alexa; exits 1 if anything.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const { check } = createRequire(import.meta.url)("ssml-check");
let read = 0;
let faults = 0;
for await (const line of createInterface({ input: process.stdin })) {
  read += 1;
  const errors = await check(JSON.parse(line), { platform: "amazon", locale: "en-US" });
  if (errors) {
    faults += 1;
    console.log(JSON.stringify(errors), line.slice(0, 200));
  }
}
console.log(`${read} read, ${faults} with faults`);
process.exit(faults || !read ? 1 : 0);
