// Asks the site's own index in Node: reads queries as JSON lines, answers each with the addresses of all hits, best first.
// node ours.mjs FOLDER_OF_THE_INDEX
import { createInterface } from "node:readline";
import { engineOn, urls } from "../../search/engine.mjs";

const engine = engineOn(process.argv[2]);
const ALL = 1_000_000;

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await urls(engine, JSON.parse(line), { count: ALL }))}\n`);
}
