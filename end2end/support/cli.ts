/** The command line of the program, beside a demo that runs: as an operator uses it. */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { BINARY, type Server } from "./server.ts";

const run = promisify(execFile);

/** Runs a command on the database of a demo; what it printed, line by line. */
export async function habeasCommand(habeas: Server, ...args: string[]): Promise<string[]> {
  const config = habeas.path("habeas.toml");
  await writeFile(
    config,
    [
      `listen = "127.0.0.1:0"`,
      `public = "${habeas.address}"`,
      `map = "demo.map.yaml"`,
      `ledger = "sqlite:habeas/ledger.sqlite"`,
      `master_key = "habeas/master.key"`,
      `data = "habeas"`,
      `zone = "Europe/Dublin"`,
    ].join("\n"),
  );
  const { stdout } = await run(BINARY, [...args, "--config", config]);
  return stdout.trim().split("\n");
}
