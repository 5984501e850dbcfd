// Reads APL documents as JSON, one a line; prints what apl-suggester finds in them; exits 1 if anything.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const { StaticAplTemplateValidator } = createRequire(import.meta.url)("apl-suggester");
const told = console.log;
console.log = () => {}; // it prints which components it has no more to say about
let read = 0;
let faults = 0;
for await (const line of createInterface({ input: process.stdin })) {
  read += 1;
  const found = await new StaticAplTemplateValidator().validate(JSON.parse(line));
  if (found.length) {
    faults += 1;
    told(JSON.stringify(found));
  }
}
told(`${read} read, ${faults} with faults`);
process.exit(faults || !read ? 1 : 0);
