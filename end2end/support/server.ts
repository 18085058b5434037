/**
 * The real program with fresh demo stores, started as anybody would start it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The binary under test: the one that `make demo` and `make test` build. */
export const BINARY = resolve(process.env.HABEAS_BINARY ?? join(here, "../../target/debug/habeas"));

const SAYS_WHERE = /^Habeas listens on (http:\/\/\S+)/;

/** How long a start may take, demo stores included. */
const START_MS = 60_000;

/** How long the program has to finish what it is doing before it is killed. */
const STOP_MS = 10_000;

export class Server {
  private constructor(
    private process: ChildProcess,
    /** Where it answers, without a slash at the end. */
    readonly address: string,
    private folder: string,
  ) {}

  /** The folder with the demo's stores and Habeas's own database. */
  get data(): string {
    return join(this.folder, "data");
  }

  /** The file with everything it printed. */
  get log(): string {
    return join(this.folder, "output.log");
  }

  /** Starts the program on fresh stores and waits until it is ready. */
  static async start(env: Record<string, string> = {}): Promise<Server> {
    return Server.on(await mkdtemp(join(tmpdir(), "habeas-")), env);
  }

  /** Starts it again on what is there, as after a stop or a crash. */
  async again(env: Record<string, string> = {}): Promise<Server> {
    return Server.on(this.folder, env);
  }

  private static async on(folder: string, env: Record<string, string>): Promise<Server> {
    const log = join(folder, "output.log");
    const args = ["demo", "--data", join(folder, "data"), "--listen", "127.0.0.1:0"];
    const child = spawn(BINARY, args, {
      stdio: ["ignore", "pipe", "pipe"],
      // Nobody changes their mind in a test that does not say so.
      env: { HABEAS_DEMO_HOLD: "1", HABEAS_DEMO_CAST: "true", ...process.env, ...env },
    });
    // A worker that is stopped in the middle must not leave a program behind.
    const leave = () => child.kill("SIGKILL");
    process.once("exit", leave);
    child.once("exit", () => process.off("exit", leave));
    const out = createWriteStream(log, { flags: "a" });
    child.stdout.pipe(out, { end: false });
    child.stderr.pipe(out, { end: false });
    try {
      const address = await spoken(child);
      await ready(address, child);
      return new Server(child, address, folder);
    } catch (error) {
      child.kill("SIGKILL");
      const said = await readFile(log, "utf8").catch(() => "");
      throw new Error(`the program did not start: ${String(error)}\n${said}`);
    }
  }

  /** A file or folder of the data folder. */
  path(name: string): string {
    return join(this.data, name);
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
  }

  /** `kill -9`. What is stored stays, for a start after the crash. */
  async crash(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Removes all it stored, unless HABEAS_KEEP says to leave it. */
  async forget(): Promise<void> {
    if (process.env.HABEAS_KEEP) {
      console.log(`kept: ${this.folder}`);
    } else {
      await rm(this.folder, { recursive: true, force: true });
    }
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once("exit", () => done()));
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await ended;
    clearTimeout(late);
  }
}

/** The address that the program prints once it listens. */
function spoken(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    const late = setTimeout(() => failed(new Error("it printed no address")), START_MS);
    const lines = createInterface({ input: child.stdout! });
    lines.on("line", (line) => {
      const address = SAYS_WHERE.exec(line.trim())?.[1];
      if (address) {
        clearTimeout(late);
        done(address.replace(/\/$/, ""));
      }
    });
    child.once("error", failed);
    child.once("exit", (code, signal) => failed(new Error(`it ended with ${code ?? signal}`)));
  });
}

async function ready(address: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + START_MS;
  let last = "";
  while (Date.now() < until && child.exitCode === null) {
    try {
      const answer = await fetch(`${address}/health/ready`);
      if (answer.ok) return;
      last = `${answer.status} ${await answer.text()}`;
    } catch (error) {
      last = String(error);
    }
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`it was not ready: ${last}`);
}
