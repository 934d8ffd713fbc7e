// Prints the serialised lunr index of all terms of an index folder, for test_search_lunr.py.
import { readdirSync } from "node:fs";
import { partialIndex } from "../../theme/static/js/search/scoring.js";
import { filesFor, readRecords } from "../../theme/static/js/search/shards.js";
import { engineOn, lunr } from "./engine.mjs";

const folder = process.argv[2];
const engine = engineOn(folder);
const site = await engine.site();
const records = [];
const shards = await filesFor(engine.store, site.manifest.shards, "");
for (const path of shards) records.push(...readRecords(await engine.store.bytes(path), 2, () => true));
if (readdirSync(`${folder}/s`).length !== new Set(shards).size) throw new Error("stray shards");
if (records.some(({ term }, place) => place && records[place - 1].term >= term)) throw new Error("unsorted terms");
const { lengths } = await site.facts();
const index = partialIndex(records, { manifest: site.manifest, lengths });
lunr.Index.load(structuredClone(index)); // refuses unsorted terms
process.stdout.write(JSON.stringify(index));
