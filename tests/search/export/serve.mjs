// Serves an export until the input ends; says at which address: node serve.mjs FOLDER
import { serve } from "./servers.mjs";

const server = await serve(process.argv[2]);
process.stdout.write(`${server.url}\n`);
process.stdin.resume().on("end", () => process.exit());
