// Folds the code points of a JSON file and prints the results, for test_search_tokenise.py.
import { readFileSync } from "node:fs";
import { Folder } from "../../theme/static/js/search/fold.js";

const { pairs, points } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const folder = new Folder(pairs);
process.stdout.write(JSON.stringify(points.map((point) => folder.character(String.fromCodePoint(point)))));
